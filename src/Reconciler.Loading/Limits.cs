namespace Reconciler.Loading;

/// <summary>How much a file may hold, so that no file can exhaust the program that reads it.</summary>
/// <param name="FileBytes">The size of one file; for standard input the number of UTF-16 units.</param>
/// <param name="Depth">How many lists and mappings may be nested.</param>
/// <param name="Values">How many keys, texts, lists and mappings a file may hold.</param>
internal sealed record Limits(int FileBytes, int Depth, int Values)
{
    public static Limits Default { get; } = new(FileBytes: 4 << 20, Depth: 64, Values: 1_000_000);
}
