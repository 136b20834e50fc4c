using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Services in namespaces that tell whoever asks by which address they see them.</summary>
/// <param name="find">The namespace of a place.</param>
internal sealed class Listeners(Func<Place, NetworkNamespace> find) : IDisposable
{
    private const int Backlog = 512;
    private readonly List<Socket> sockets = [];
    private readonly CancellationTokenSource end = new();
    private readonly Dictionary<(string Host, NamespaceId Namespace, ServiceSpec, IpAddress), Answerer> open = [];

    /// <summary>
    /// Listens in a namespace, to each service once, and tells who will answer; an answer must come from the address that was asked for,
    /// which the namespace may get later.
    /// </summary>
    public Answerer Open(Place place, ServiceSpec service, IpAddress address)
    {
        if (service.IsEcho)
            return Answerer.Ours;
        (string, NamespaceId, ServiceSpec, IpAddress) what = (place.Host, place.Namespace, service, address);
        if (!open.TryGetValue(what, out Answerer known))
            open[what] = known = TryListen(place, service, address);
        return known;
    }

    public void Dispose()
    {
        end.Cancel();
        foreach (Socket socket in sockets)
            socket.Dispose();
        end.Dispose();
    }

    private Answerer TryListen(Place place, ServiceSpec service, IpAddress address)
    {
        try
        {
            Listen(find(place), service, address);
            return Answerer.Ours;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return Answerer.SomebodyElse;
        }
        catch (Exception e) when (e is SocketException or NetlinkException)
        {
            return Answerer.Nobody;
        }
    }

    private void Listen(NetworkNamespace network, ServiceSpec service, IpAddress address)
    {
        bool isTcp = service.Protocol == TransportProtocol.Tcp;
        Socket socket = NamespaceSockets.Create(network, address.Family, isTcp ? SocketType.Stream : SocketType.Dgram, isTcp ? ProtocolType.Tcp : ProtocolType.Udp);
        sockets.Add(socket);
        NamespaceSockets.AllowForeignAddress(socket, address.Family);
        socket.Bind(new IPEndPoint(address.ToIPAddress(), service.Port));
        if (isTcp)
            socket.Listen(Backlog);
        else
            WholePackets.Require(socket, address.Family);
        _ = isTcp ? AcceptAsync(socket) : ReceiveAsync(socket, address.Family);
    }

    private async Task AcceptAsync(Socket listener)
    {
        CancellationToken ended = end.Token;
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptAsync(), ended);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The proof is over, and the socket closed.
        }
    }

    // What is sent after the answer is sent back as it comes: that is how a full segment comes both ways.
    private static async Task AnswerAsync(Socket connection, CancellationToken ended)
    {
        using Socket open = connection;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ushort.MaxValue);
        try
        {
            open.NoDelay = true;
            WholePackets.Require(open, open.AddressFamily == AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6);
            _ = await open.SendAsync(((IPEndPoint)open.RemoteEndPoint!).Address.GetAddressBytes(), ended);
            while (await open.ReceiveAsync(buffer, ended) is int length and > 0)
                _ = await open.SendAsync(buffer.AsMemory(0, length), ended);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Whoever has gone meanwhile did not get an answer, and says so.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
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
                byte[] seen = ((IPEndPoint)question.RemoteEndPoint).Address.GetAddressBytes();
                byte[] answer = new byte[Math.Max(seen.Length, question.ReceivedBytes)];
                seen.CopyTo(answer, 0);
                await TryAnswerAsync(socket, answer, question.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The proof is over, and the socket closed.
        }
    }

    // An answer as large as its question may be too large for the way back, which is what the question is about.
    private static async Task TryAnswerAsync(Socket socket, byte[] answer, EndPoint to)
    {
        try
        {
            await socket.SendToAsync(answer, to);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.MessageSize)
        {
        }
    }
}
