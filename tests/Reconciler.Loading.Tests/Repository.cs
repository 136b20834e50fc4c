using System.Runtime.CompilerServices;

namespace Reconciler.Loading.Tests;

/// <summary>The files of the repository that the tests are built from.</summary>
internal static class Repository
{
    private static readonly string Root =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
