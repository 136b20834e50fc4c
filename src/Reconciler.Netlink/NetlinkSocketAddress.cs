using System.Runtime.InteropServices;

namespace Reconciler.Netlink;

/// <summary><c>struct sockaddr_nl</c> of linux/netlink.h.</summary>
/// <param name="Port">0: the kernel chooses one.</param>
/// <param name="Groups">A bit for each of the first 32 groups.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NetlinkSocketAddress(ushort Family, ushort Padding, uint Port, uint Groups);
