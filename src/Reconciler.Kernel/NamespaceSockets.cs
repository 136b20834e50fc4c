using System.Net.Sockets;
using System.Runtime.InteropServices;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel;

/// <summary>Sockets of namespaces, by which packets are sent and received there.</summary>
internal static class NamespaceSockets
{
    /// <summary>The level of options of IPv4 (<c>IPPROTO_IP</c>).</summary>
    public const int IPv4Level = 0;

    /// <summary>The level of options of IPv6 (<c>IPPROTO_IPV6</c>).</summary>
    public const int IPv6Level = 41;

    // What the framework starts with its first socket must not start in a namespace that somebody has entered: it would stay there.
    static NamespaceSockets() => new Socket(SocketType.Dgram, ProtocolType.Udp).Dispose();

    /// <summary>Sets an option of a socket that is a number.</summary>
    public static void Set(Socket socket, int level, int option, int value) =>
        socket.SetRawSocketOption(level, option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    /// <summary>Sends a packet that is sent again if no answer comes: the table of neighbours, which all namespaces share, may be full for a moment.</summary>
    public static async Task TrySendAsync(Socket socket, byte[] packet, CancellationToken patience)
    {
        try
        {
            await socket.SendAsync(packet, patience);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
        }
    }

    /// <summary>Lets a socket be bound to an address that its namespace does not have.</summary>
    public static void AllowForeignAddress(Socket socket, IpFamily family)
    {
        // IP_FREEBIND of linux/in.h, and IPV6_FREEBIND of linux/in6.h.
        (int level, int option) = family == IpFamily.IPv4 ? (IPv4Level, 15) : (IPv6Level, 78);
        Set(socket, level, option, 1);
    }

    /// <summary>Receives from a connection until a buffer is full, or the other end says no more; gives the number of bytes.</summary>
    public static async Task<int> FillAsync(Socket connection, Memory<byte> buffer, CancellationToken patience)
    {
        int filled = 0;
        while (filled < buffer.Length && await connection.ReceiveAsync(buffer[filled..], patience) is int length and > 0)
            filled += length;
        return filled;
    }

    public static Socket Create(NetworkNamespace network, IpFamily family, SocketType type, ProtocolType protocol)
    {
        AddressFamily which = family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        return network.Run(() => new Socket(which, type, protocol));
    }
}
