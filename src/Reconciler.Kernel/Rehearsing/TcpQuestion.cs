using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A connection that is opened, to be told by which address one is seen.</summary>
internal static class TcpQuestion
{
    /// <summary>Opens a connection, and says nothing to who is there.</summary>
    /// <exception cref="OperationCanceledException">No answer came.</exception>
    /// <exception cref="SocketException">It is refused, or there is no way.</exception>
    public static async Task ConnectAsync(NetworkNamespace from, IpAddress to, ushort port, CancellationToken patience)
    {
        using Socket socket = NamespaceSockets.Create(from, to.Family, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(to.ToIPAddress(), port), patience);
    }

    /// <param name="size">Of packets that must pass whole both ways; <c>null</c>: any.</param>
    /// <exception cref="OperationCanceledException">No answer came.</exception>
    /// <exception cref="SocketException">It is refused, there is no way, or packets are too large for it.</exception>
    public static async Task<IpAddress?> AskAsync(NetworkNamespace from, IpAddress to, ushort port, int? size, CancellationToken patience)
    {
        using Socket socket = NamespaceSockets.Create(from, to.Family, SocketType.Stream, ProtocolType.Tcp);
        // Nothing is kept of the connection when it is closed.
        socket.LingerState = new LingerOption(true, 0);
        TcpSegments? segments = size is int bytes ? new(socket, to.Family, bytes) : null;
        segments?.Limit();
        await socket.ConnectAsync(new IPEndPoint(to.ToIPAddress(), port), patience);
        byte[] seen = new byte[to.Width / 8];
        if (await NamespaceSockets.FillAsync(socket, seen, patience) < seen.Length)
            return null;
        if (segments is not null)
            await segments.ExchangeAsync(patience);
        return IpAddress.FromBytes(seen);
    }
}
