using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Xfrm;

/// <summary><c>AF_*</c>, two bytes wide as xfrm's structures have it.</summary>
internal static class XfrmFamily
{
    public const ushort IPv4 = 2;
    public const ushort IPv6 = 10;

    public static ushort Of(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? IPv6 : IPv4;
}

/// <summary><c>struct xfrm_selector</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmSelectorStructure(
    PaddedAddress Destination, PaddedAddress Source,
    BigEndian16 DestinationPort, BigEndian16 DestinationPortMask, BigEndian16 SourcePort, BigEndian16 SourcePortMask,
    ushort Family, byte DestinationLength, byte SourceLength, byte Protocol, int Interface, uint User);

/// <summary><c>struct xfrm_id</c> of linux/xfrm.h: by what a received packet finds its state.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmIdentity(PaddedAddress Destination, BigEndian32 Spi, byte Protocol);

/// <summary><c>struct xfrm_lifetime_cfg</c> of linux/xfrm.h: limits in bytes, packets and seconds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmLimits(
    ulong SoftBytes, ulong HardBytes, ulong SoftPackets, ulong HardPackets, ulong SoftAge, ulong HardAge, ulong SoftUse, ulong HardUse)
{
    /// <summary>No limits: <c>XFRM_INF</c> for what is counted, 0 for ages.</summary>
    public static XfrmLimits None { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0, 0, 0, 0);
}

/// <summary><c>struct xfrm_lifetime_cur</c> of linux/xfrm.h: what was counted.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmUse(ulong Bytes, ulong Packets, ulong AddTime, ulong UseTime);

/// <summary><c>struct xfrm_stats</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmFailures(uint ReplayWindow, uint Replay, uint Integrity);

/// <summary><c>struct xfrm_usersa_info</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmStateHeader(
    XfrmSelectorStructure Selector, XfrmIdentity Identity, PaddedAddress Source, XfrmLimits Limits, XfrmUse Use, XfrmFailures Failures,
    uint Sequence, uint RequestId, ushort Family, XfrmMode Mode, byte ReplayWindow, byte Flags);

/// <summary><c>struct xfrm_usersa_id</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmStateIdentity(PaddedAddress Destination, BigEndian32 Spi, ushort Family, byte Protocol);

/// <summary><c>struct xfrm_replay_state</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmReplay(uint OutputSequence, uint InputSequence, uint Bitmap);

/// <summary><c>struct xfrm_userpolicy_info</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmPolicyHeader(
    XfrmSelectorStructure Selector, XfrmLimits Limits, XfrmUse Use, uint Priority, uint Index, XfrmDirection Direction, byte Action, byte Flags, byte Share);

/// <summary><c>struct xfrm_userpolicy_id</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmPolicyIdentity(XfrmSelectorStructure Selector, uint Index, XfrmDirection Direction);

/// <summary><c>struct xfrm_user_tmpl</c> of linux/xfrm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XfrmTemplateStructure(
    XfrmIdentity Identity, ushort Family, PaddedAddress Source, uint RequestId, XfrmMode Mode, byte Share, byte Optional,
    uint Authentication, uint Encryption, uint Compression);
