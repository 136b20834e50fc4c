using System.Runtime.InteropServices;

namespace Reconciler.Netlink;

/// <content>The system calls about the process's memory. A kernel that does not know one of these goes on as before.</content>
internal static unsafe partial class Sys
{
    /// <summary>What x86-64 calls huge, in bytes.</summary>
    public const nint HugePage = 2 * 1024 * 1024;

    // MADV_* of linux/mman.h.
    private const int AdviceHugePage = 14;
    private const int AdvicePopulateWrite = 23;
    private const int AdviceCollapse = 25;

    /// <summary>Asks for huge pages where an address is and behind it.</summary>
    public static void AdviseHugePages(nint address, nint length)
    {
        nint start = StartOfPage(address);
        _ = Advise(start, (nuint)(address - start + length), AdviceHugePage);
    }

    /// <summary>Has the memory found, in small pages or a huge one, in which an address is, as if it were written to.</summary>
    public static void FindHugePage(nint address) => FindPages(StartOfPage(address), HugePage);

    /// <summary>Has pages found as if they were written to, as far as there are any.</summary>
    /// <param name="start">Of a page.</param>
    public static void FindPages(nint start, nint length) => _ = Advise(start, (nuint)length, AdvicePopulateWrite);

    /// <summary>Puts a huge page into the place of the small ones around an address.</summary>
    public static void CollapseToHugePage(nint address) => _ = Advise(StartOfPage(address), (nuint)HugePage, AdviceCollapse);

    private static nint StartOfPage(nint address) => address & ~(HugePage - 1);

    [LibraryImport("libc.so.6", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
