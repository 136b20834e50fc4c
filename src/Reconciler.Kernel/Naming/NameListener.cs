using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Naming;

/// <summary>The name server of one address, by UDP and TCP.</summary>
internal sealed class NameListener : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource end = new();
    private readonly Forwarder? forwarder;
    private readonly QuestionCounts counts;
    private readonly Socket datagrams;
    private readonly Socket connections;
    private volatile Responder responder;

    /// <exception cref="SocketException">Somebody else has the port, or privileges are missing.</exception>
    public NameListener(NetworkNamespace host, IpAddress server, Responder responder, Forwarder? forwarder, QuestionCounts counts)
    {
        this.responder = responder;
        this.forwarder = forwarder;
        this.counts = counts;
        datagrams = Open(host, server, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            connections = Open(host, server, SocketType.Stream, ProtocolType.Tcp);
        }
        catch
        {
            // Whatever it was: nobody gets hold of the socket, so nobody else could close it.
            datagrams.Dispose();
            throw;
        }
        _ = AnswerDatagramsAsync();
        _ = new NameConnections(connections, () => this.responder, forwarder, counts).AcceptAsync(end.Token);
    }

    /// <summary>What is answered from now on.</summary>
    public Responder Responder
    {
        set => responder = value;
    }

    public void Dispose()
    {
        end.Cancel();
        datagrams.Dispose();
        connections.Dispose();
        end.Dispose();
    }

    private static Socket Open(NetworkNamespace host, IpAddress server, SocketType type, ProtocolType protocol)
    {
        Socket socket = NamespaceSockets.Create(host, server.Family, type, protocol);
        try
        {
            // The address comes with the network, and goes with it.
            NamespaceSockets.AllowForeignAddress(socket, server.Family);
            socket.Bind(new IPEndPoint(server.ToIPAddress(), Zone.Port));
            if (type == SocketType.Stream)
                socket.Listen();
            return socket;
        }
        catch
        {
            // As above.
            socket.Dispose();
            throw;
        }
    }

    private async Task AnswerDatagramsAsync()
    {
        CancellationToken ended = end.Token;
        byte[] message = new byte[Responder.MaxDatagram];
        byte[] answer = new byte[Responder.Room];
        EndPoint any = new IPEndPoint(datagrams.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult question = await datagrams.ReceiveFromAsync(message, any, ended).ConfigureAwait(false);
                await AnswerAsync(message.AsMemory(0, question.ReceivedBytes), (IPEndPoint)question.RemoteEndPoint, answer, ended).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One question that cannot be received or answered is its asker's matter; the next one is another.
                await Task.Delay(Breath, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask AnswerAsync(ReadOnlyMemory<byte> message, IPEndPoint asker, byte[] answer, CancellationToken ended)
    {
        Responder current = responder;
        if (!current.Serves(IpAddress.From(asker.Address)))
            return;
        Reply reply = current.Respond(message.Span, answer, isStream: false);
        counts.Count(current.Network, reply);
        if (reply.Kind == ReplyKind.Answer)
            await datagrams.SendToAsync(answer.AsMemory(0, reply.Length), SocketFlags.None, asker, ended).ConfigureAwait(false);
        else if (reply.Kind == ReplyKind.PassOn)
            _ = PassOnAsync(message.ToArray(), asker, current, ended);
    }

    private async Task PassOnAsync(byte[] message, IPEndPoint asker, Responder current, CancellationToken ended)
    {
        try
        {
            byte[] answer = await forwarder!.AskAsync(message, current, isStream: false, ended).ConfigureAwait(false);
            await datagrams.SendToAsync(answer, SocketFlags.None, asker, ended).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Who asked has gone, or the server ends.
        }
    }
}
