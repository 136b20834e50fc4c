using System.Runtime.CompilerServices;

namespace Reconciler.Architecture.Tests;

/// <summary>The files of the repository that the tests are built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>The source files below a folder, without what the build makes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
