using System.Runtime.InteropServices;

namespace Reconciler.Netlink;

/// <content>The system calls about the process's memory.</content>
internal static unsafe partial class Sys
{
    // MADV_HUGEPAGE of linux/mman.h, and what x86-64 calls huge, in bytes.
    private const int AdviceHugePage = 14;
    private const nint HugePage = 2 * 1024 * 1024;

    /// <summary>Asks for huge pages where an address is and behind it; a kernel without them goes on with small ones.</summary>
    public static void AdviseHugePages(nint address, nint length)
    {
        nint start = address & ~(HugePage - 1);
        _ = Advise(start, (nuint)(address - start + length), AdviceHugePage);
    }

    [LibraryImport("libc.so.6", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
