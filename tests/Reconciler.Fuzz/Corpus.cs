using System.Runtime.CompilerServices;
using Reconciler.Core.Planning;

namespace Reconciler.Fuzz;

/// <summary>The inputs of a target that are kept: those from which mutations start, and those that once found a fault.</summary>
internal static class Corpus
{
    /// <summary>What the names of inputs begin with that found a fault; they are kept whatever they cover.</summary>
    public const string Fault = "fault-";

    public static string Folder(string target) => Path.Combine(Path.GetDirectoryName(ThisFile())!, "Corpus", target);

    /// <summary>The inputs in a folder, in the order of their names.</summary>
    public static IReadOnlyList<byte[]> Load(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
        : [];

    /// <summary>Keeps an input under a name that follows from what is in it.</summary>
    public static void Save(string folder, string prefix, byte[] input)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, prefix + Fingerprint.Of(input)[..16]), input);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
