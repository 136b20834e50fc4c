using System.Runtime.CompilerServices;

namespace Reconciler.Benchmarks;

/// <summary>The program that is measured, and the repository that it is made from.</summary>
internal static class Product
{
    /// <summary>What to do when there is none.</summary>
    public const string HowToMake =
        "publish it: dotnet publish src/Reconciler.Cli -c Release -r linux-x64 -o artifacts/reconciler (or name another one in RECONCILER_BINARY)";

    /// <summary>The folder of the whole repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>The published binary, or what <c>RECONCILER_BINARY</c> names.</summary>
    public static string Binary { get; } =
        Environment.GetEnvironmentVariable("RECONCILER_BINARY") ?? Path.Combine(Root, "artifacts", "reconciler", "reconciler");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
