using System.Runtime.InteropServices;

namespace Reconciler.Netlink;

/// <summary><c>struct sockaddr_ll</c> of linux/if_packet.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct LinkLayerSocketAddress(ushort Family, ushort Protocol, int Index, ushort HardwareType, byte PacketType, byte Length, ulong Address);
