using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.SavedPlans;

/// <summary>The file of a saved plan.</summary>
internal static class PlanFile
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const UnixFileMode OfItsUserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the file whole or not at all, in the place of an earlier saved plan but of nothing else; gives the fault.</summary>
    public static Diagnostic? Save(string file, byte[] bytes)
    {
        string draft = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}.new");
        bool drafted = false;
        try
        {
            if (Path.Exists(file) && !SavedPlan.Begins(Read(file)))
                return SavedPlanDiagnostics.NotSaved(file, "it exists already, and is not a saved plan");
            // Of this run's own making: a link that somebody laid there is not followed.
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (OperatingSystem.IsLinux())
                options.UnixCreateMode = OfItsUserOnly;
            using (FileStream stream = new(draft, options))
            {
                drafted = true;
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, file, overwrite: true);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            if (drafted)
                File.Delete(draft);
            return SavedPlanDiagnostics.NotSaved(file, refusal.Message);
        }
    }

    /// <summary>Reads what the plan in a file rests on.</summary>
    public static bool TryRead(string file, [NotNullWhen(true)] out PlanBasis? basis, [NotNullWhen(false)] out Diagnostic? fault)
    {
        try
        {
            return SavedPlan.TryRead(file, Read(file), out basis, out fault);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            basis = null;
            fault = SavedPlanDiagnostics.NotReadable(file, refusal.Message);
            return false;
        }
    }

    // Of what is longer (a device can be endless) the beginning: it is no whole plan.
    private static byte[] Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] bytes = new byte[MaxBytes];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }
}
