using Reconciler.Netlink;

namespace Reconciler.Cli;

/// <summary>The memory of a command that loads documents, maybe plans, and ends. Whoever needs more begins to collect.</summary>
internal static class HeapRoom
{
    // In bytes: 8,000 documents, and a first apply of 3,000 attachments.
    private const long OfDocuments = 112L * 1024 * 1024;
    private const long OfPlans = 256L * 1024 * 1024;

    /// <summary>Makes room before documents are loaded: nearly all that is made from then on is needed until the end.</summary>
    public static void ForDocuments() => ProcessHeap.MakeRoom(OfDocuments);

    /// <summary>The same for documents that are planned for.</summary>
    public static void ForPlans() => ProcessHeap.MakeRoom(OfPlans);
}
