using System.Runtime.CompilerServices;

namespace Reconciler.Netlink;

/// <summary>The memory of the process's objects.</summary>
public static class ProcessHeap
{
    // Of what the process may have; who has little keeps what it has by collecting.
    private const int LargestPart = 8;

    /// <summary>
    /// Makes room for objects of a process that makes many, keeps most of them, and soon ends: until it is used up nothing is collected, and
    /// it comes in huge pages (<c>MADV_HUGEPAGE</c>), each of which the kernel finds at once and not in 512 pieces. Only what is used is taken.
    /// </summary>
    /// <param name="bytes">How much.</param>
    /// <returns>Whether there is that much.</returns>
    public static bool MakeRoom(long bytes)
    {
        if (bytes > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / LargestPart || !GC.TryStartNoGCRegion(bytes))
            return false;
        object first = new();
        // The room is on both sides of the first object, in the order in which the collector took it.
        nint middle = Unsafe.As<object, nint>(ref first);
        Sys.AdviseHugePages(middle - (nint)bytes, 2 * (nint)bytes);
        return true;
    }
}
