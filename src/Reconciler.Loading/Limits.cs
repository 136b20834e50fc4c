namespace Reconciler.Loading;

/// <summary>How much files and folders may hold, so that none can exhaust the program that reads them.</summary>
/// <param name="FileBytes">The size of one file; for standard input the number of UTF-16 units.</param>
/// <param name="Depth">How many lists and mappings may be nested.</param>
/// <param name="Values">How many keys, texts, lists and mappings a file may hold.</param>
/// <param name="AllBytes">The size of all files together.</param>
/// <param name="Files">How many files may be read.</param>
/// <param name="Entries">How many files and folders may be looked at to find them.</param>
/// <param name="FolderDepth">How many folders may be nested below one that is named.</param>
/// <param name="Faults">How many faults are told; after so many, no more is read.</param>
internal sealed record Limits(
    int FileBytes, int Depth, int Values, int AllBytes, int Files, int Entries, int FolderDepth, int Faults)
{
    public static Limits Default { get; } = new(
        FileBytes: 4 << 20, Depth: 64, Values: 1_000_000, AllBytes: 64 << 20, Files: 10_000, Entries: 200_000, FolderDepth: 64, Faults: 10_000);
}
