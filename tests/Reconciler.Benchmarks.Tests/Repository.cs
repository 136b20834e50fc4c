using System.Runtime.CompilerServices;

namespace Reconciler.Benchmarks.Tests;

/// <summary>Files of the repository that the tests are built from.</summary>
internal static class Repository
{
    /// <summary>The path of a file that is named from the folder of the tests.</summary>
    public static string Beside(string path) => Path.Combine(Path.GetDirectoryName(ThisFile())!, path);

    /// <summary>The text of a file that is named from the folder of the whole repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Product.Root, path));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
