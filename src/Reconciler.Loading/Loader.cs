namespace Reconciler.Loading;

/// <summary>Reads and checks documents.</summary>
public static class Loader
{
    /// <summary>Reads files and folders, and checks everything that needs no host.</summary>
    /// <param name="paths">Files, folders, and <c>-</c> for standard input.</param>
    public static LoadResult Load(IReadOnlyList<string> paths, TextReader standardInput) =>
        throw new NotImplementedException($"{paths} {standardInput}");
}
