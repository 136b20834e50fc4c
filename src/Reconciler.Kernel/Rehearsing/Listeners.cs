using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Services in namespaces that tell whoever asks by which address they see them.</summary>
internal sealed class Listeners : IDisposable
{
    private const int Backlog = 512;
    private readonly List<Socket> sockets = [];
    private readonly HashSet<(string Host, NamespaceId Namespace, ServiceSpec, IpAddress)> open = [];

    /// <summary>
    /// Listens in a namespace, to each service once; an answer must come from the address that was asked for, which the namespace may
    /// get later.
    /// </summary>
    /// <exception cref="SocketException">Somebody listens there already.</exception>
    public void Open(Place place, NetworkNamespace network, ServiceSpec service, IpAddress address)
    {
        if (service.IsEcho || !open.Add((place.Host, place.Namespace, service, address)))
            return;
        bool isTcp = service.Protocol == TransportProtocol.Tcp;
        Socket socket = ProbeSockets.Create(network, address.Family, isTcp ? SocketType.Stream : SocketType.Dgram, isTcp ? ProtocolType.Tcp : ProtocolType.Udp);
        sockets.Add(socket);
        ProbeSockets.AllowForeignAddress(socket, address.Family);
        socket.Bind(new IPEndPoint(address.ToIPAddress(), service.Port));
        if (isTcp)
            socket.Listen(Backlog);
        _ = isTcp ? AcceptAsync(socket) : ReceiveAsync(socket, address.Family);
    }

    public void Dispose()
    {
        foreach (Socket socket in sockets)
            socket.Dispose();
    }

    private static async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                using Socket connection = await listener.AcceptAsync();
                byte[] seen = ((IPEndPoint)connection.RemoteEndPoint!).Address.GetAddressBytes();
                // Whoever has gone meanwhile did not get an answer, and says so.
                _ = await connection.SendAsync(seen);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The proof is over, and the socket closed.
        }
    }

    private static async Task ReceiveAsync(Socket socket, IpFamily family)
    {
        byte[] buffer = new byte[ushort.MaxValue];
        EndPoint any = new IPEndPoint(family == IpFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any, 0);
        try
        {
            while (true)
            {
                SocketReceiveFromResult question = await socket.ReceiveFromAsync(buffer, any);
                await socket.SendToAsync(((IPEndPoint)question.RemoteEndPoint).Address.GetAddressBytes(), question.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The proof is over, and the socket closed.
        }
    }
}
