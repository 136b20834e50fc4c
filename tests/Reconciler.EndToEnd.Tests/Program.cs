using System.Runtime.CompilerServices;

namespace Reconciler.EndToEnd.Tests;

/// <summary>The program under test: what <c>RECONCILER_BINARY</c> names, or what the build has just made.</summary>
internal static class Program
{
    /// <summary>The folder of the whole repository.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string Path { get; } = Environment.GetEnvironmentVariable("RECONCILER_BINARY") ?? Built();

    private static string Built()
    {
        string configuration = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        return System.IO.Path.Combine(Root, "src", "Reconciler.Cli", "bin", configuration, "net10.0", "reconciler");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
