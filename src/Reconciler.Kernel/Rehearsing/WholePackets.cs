using System.Net.Sockets;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Packets that nobody may fragment, so that they pass whole or not at all. Sizes are in bytes, the IP header included.</summary>
internal static class WholePackets
{
    private const int UdpOrIcmpHeader = 8;

    // linux/in.h and linux/in6.h.
    private const int IpMtuDiscover = 10;
    private const int Ipv6MtuDiscover = 23;
    private const int Ipv6DontFragment = 62;

    // IP_PMTUDISC_DO: what was found out about the way counts, which is how TCP chooses its segments.
    private const int Heeding = 2;

    // IP_PMTUDISC_PROBE: packets are sent whatever was found out about the way before.
    private const int Probing = 3;

    /// <summary>What of a packet is IP's header.</summary>
    public static int HeaderOf(IpFamily family) => family == IpFamily.IPv4 ? 20 : 40;

    /// <summary>What a datagram or an echo carries in a packet of a size.</summary>
    public static int PayloadOf(int size, IpFamily family) => size - HeaderOf(family) - UdpOrIcmpHeader;

    /// <summary>Makes a socket send whole packets only; larger ones than the interface takes are refused (<see cref="SocketError.MessageSize"/>).</summary>
    public static void Require(Socket socket, IpFamily family)
    {
        int mode = socket.SocketType == SocketType.Stream ? Heeding : Probing;
        if (family == IpFamily.IPv4)
        {
            NamespaceSockets.Set(socket, NamespaceSockets.IPv4Level, IpMtuDiscover, mode);
            return;
        }
        NamespaceSockets.Set(socket, NamespaceSockets.IPv6Level, Ipv6MtuDiscover, mode);
        NamespaceSockets.Set(socket, NamespaceSockets.IPv6Level, Ipv6DontFragment, 1);
    }
}
