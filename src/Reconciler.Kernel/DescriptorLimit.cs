using System.Globalization;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Kernel;

/// <summary>How many files this process may have open (<c>RLIMIT_NOFILE</c> of getrlimit(2)), which decides how many containers it can reach at once.</summary>
internal static class DescriptorLimit
{
    // The namespace itself, rtnetlink and nf_tables, all open as long as a run lasts.
    private const int OfContainer = 3;

    // What the program and its runtime have open besides, and the host.
    private const int Besides = 128;

    /// <summary>The fault of a run that would come to its end in the middle; <c>null</c>: there are enough.</summary>
    /// <param name="containers">How many namespaces it concerns besides the host.</param>
    public static Diagnostic? Check(int containers)
    {
        int needed = containers * OfContainer + Besides;
        return Soft() is int limit && limit < needed ? KernelDiagnostics.TooFewDescriptors(limit, needed) : null;
    }

    // The runtime has raised it to the hard one. 'unlimited' is no number.
    private static int? Soft()
    {
        const string Name = "Max open files";
        string? line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
        string? soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : null;
    }
}
