using System.Runtime.CompilerServices;

namespace Reconciler.Netlink;

/// <summary>The memory of the process's objects.</summary>
public static class ProcessHeap
{
    // Of what the process may have; who has little keeps what it has by collecting.
    private const int LargestPart = 8;

    // What the collector takes at a time, in bytes, and what it takes for large objects, which it does between the first regions and the others.
    private const nint Region = 4 * 1024 * 1024;
    private const nint LargeRegion = 8 * Region;

    // How far the memory that the kernel has found is ahead of what is used: so far at least, and a third of that, since whoever has used
    // much goes on to, and sooner than it is found while others have the processors.
    private const long Lead = 3 * Sys.HugePage;
    private const int PartsUsed = 3;

    // In milliseconds. A run that waits for somebody, not for memory, is left alone.
    private const int Patience = 2000;

    /// <summary>
    /// Makes room for objects of a process that makes many, keeps most of them, and soon ends: until it is used up nothing is collected. It
    /// comes in huge pages (<c>MADV_HUGEPAGE</c>), each of which the kernel finds at once and not in 512 pieces, and a thread has them found
    /// before they are needed. What is not used is not taken, but for a few of them.
    /// </summary>
    /// <param name="bytes">How much.</param>
    /// <returns>Whether there is that much.</returns>
    public static bool MakeRoom(long bytes)
    {
        if (bytes > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / LargestPart)
            return false;
        // Asked for before the collector touches it: where one small page is, no huge one comes.
        nint before = AddressOfNew();
        Sys.AdviseHugePages(before - 4 * Region, 3 * (nint)bytes);
        if (!GC.TryStartNoGCRegion(bytes))
            return false;
        Sys.CollapseToHugePage(before);
        nint first = AddressOfNew();
        Thread thread = new(() => StayAhead(bytes, [(first, EndOfRegion(first)), (before, EndOfRegion(before)), (EndOfRegion(before) + LargeRegion, first)]))
        {
            IsBackground = true,
            Name = "memory",
        };
        thread.Start();
        return true;
    }

    // In the order in which the collector uses it.
    private static void StayAhead(long room, (nint From, nint To)[] order)
    {
        long start = GC.GetTotalAllocatedBytes();
        long found = 0;
        foreach ((nint from, nint to) in order)
        {
            for (nint at = from; at < to && found < room; at += Sys.HugePage)
            {
                if (!IsNeeded(start + Math.Min(found - Lead, found / (PartsUsed + 1) * PartsUsed)))
                    return;
                Sys.FindHugePage(at);
                found += Sys.HugePage;
            }
        }
    }

    // Waits until so many bytes have been taken by objects. The runtime tells nobody of it, so that it is asked each millisecond.
    private static bool IsNeeded(long bytes)
    {
        for (int waited = 0; GC.GetTotalAllocatedBytes() < bytes; waited++)
        {
            if (waited == Patience)
                return false;
            Thread.Sleep(1);
        }
        return true;
    }

    private static nint EndOfRegion(nint address) => (address & ~(Region - 1)) + Region;

    private static nint AddressOfNew()
    {
        object made = new();
        return Unsafe.As<object, nint>(ref made);
    }
}
