using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>The header of every netfilter message: <c>struct nfgenmsg</c> of linux/netfilter/nfnetlink.h.</summary>
/// <param name="Family"><c>NFPROTO_*</c>.</param>
/// <param name="Version"><c>NFNETLINK_V0</c>, or 1 where the kernel defines it.</param>
/// <param name="Resource">Meaning depends on the message; of a batch begin: the subsystem.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct NetfilterHeader(byte Family, byte Version, BigEndian16 Resource)
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 4;
}
