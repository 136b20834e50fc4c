using System.Runtime.CompilerServices;

namespace Reconciler.Netlink;

/// <summary>What of the program's file the process writes to.</summary>
public static unsafe class ProcessData
{
    // In bytes. Behind our static fields are the runtime's references to all others, and then a cell for each call of an interface, 22,000 of them,
    // in which the first call keeps what it found.
    private const nint Length = 512 * 1024;

    private const nint Page = 4096;

    private static int somewhere = 1;

    /// <summary>
    /// Has the pages with these cells copied at once. Each would be later, at the first call that is kept there, when more threads run: then all
    /// processors must be told of each page, and that took a tenth of a short apply. Where they lie elsewhere, nothing is lost but that.
    /// </summary>
    public static void Prepare() => Sys.FindPages((nint)Unsafe.AsPointer(ref somewhere) & ~(Page - 1), Length);
}
