using Reconciler.Netlink;

namespace Reconciler.Cli;

/// <summary>The memory of a command that loads documents, plans, and ends.</summary>
internal static class HeapRoom
{
    // What an apply of 1,000 attachments comes to, and half as much again. Whoever needs more begins to collect.
    private const long Enough = 256L * 1024 * 1024;

    /// <summary>Makes room before documents are loaded: nearly all that is made from then on is needed until the end.</summary>
    public static void Make() => ProcessHeap.MakeRoom(Enough);
}
