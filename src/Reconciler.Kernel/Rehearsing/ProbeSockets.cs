using System.Net.Sockets;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Sockets of other namespaces.</summary>
internal static class ProbeSockets
{
    // What the framework starts with its first socket must not start in a namespace that somebody has entered: it would stay there.
    static ProbeSockets() => new Socket(SocketType.Dgram, ProtocolType.Udp).Dispose();

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

    public static Socket Create(NetworkNamespace network, IpFamily family, SocketType type, ProtocolType protocol)
    {
        AddressFamily which = family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        return network.Run(() => new Socket(which, type, protocol));
    }
}
