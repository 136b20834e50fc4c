using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Diag;

/// <summary><c>INET_DIAG_*</c> of linux/inet_diag.h</summary>
internal enum InternetSocketAttribute : ushort
{
    /// <summary><c>INET_DIAG_SKV6ONLY</c>: u8.</summary>
    Version6Only = 11,
}

/// <summary><c>struct inet_diag_sockid</c> of linux/inet_diag.h</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct InternetSocketId(
    BigEndian16 Port, BigEndian16 PeerPort, PaddedAddress Address, PaddedAddress Peer, uint Interface, uint CookieLow, uint CookieHigh);

/// <summary><c>struct inet_diag_req_v2</c> of linux/inet_diag.h</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct InternetSocketRequest(byte Family, byte Protocol, byte Extensions, byte Padding, uint States, InternetSocketId Id);

/// <summary><c>struct inet_diag_msg</c> of linux/inet_diag.h</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct InternetSocketHeader(
    byte Family, byte State, byte Timer, byte Retransmits, InternetSocketId Id, uint Expires, uint ReceiveQueue, uint SendQueue, uint User, uint Inode);
