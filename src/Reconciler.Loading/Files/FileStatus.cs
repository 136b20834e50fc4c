namespace Reconciler.Loading.Files;

/// <summary>What the kernel says of a file; whoever changes the file changes this.</summary>
/// <param name="Changed">When anything of it, or what it holds, was changed last; nobody but the clock sets this.</param>
internal readonly record struct FileStatus(FileKind Kind, ulong Device, ulong Inode, long Size, DateTimeOffset Changed)
{
    // The kernel's clock of files stands still for some milliseconds, on some file systems for seconds: meanwhile a change may not show.
    private static readonly TimeSpan Coarseness = TimeSpan.FromSeconds(3);

    /// <summary>Whether no change can follow that has the same time.</summary>
    public bool IsSettled(DateTimeOffset now) => Kind == FileKind.Regular && Changed < now - Coarseness;
}
