using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Naming;

/// <summary>Passes questions on to other name servers, one after another, from the host's namespace.</summary>
internal sealed class Forwarder(NetworkNamespace host, HostResolvers resolvers, QuestionCounts counts)
{
    private const int AtOnce = 256;

    // As much as a name server sends by UDP, whatever it is allowed to.
    private const int LargestDatagram = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private int asking;

    /// <summary>Addresses that are not asked: questions that come back would go round.</summary>
    public HashSet<IpAddress> Own { private get; set; } = [];

    /// <summary>Asks for somebody on a network until somebody answers; when nobody does, the answer says so.</summary>
    /// <param name="asker">Who serves the network.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<byte[]> AskAsync(byte[] question, Responder asker, bool isStream, CancellationToken cancellation)
    {
        byte[]? answer = await TryAskAsync(question, asker.Upstream, isStream, cancellation).ConfigureAwait(false);
        counts.Count(asker.Network, isAnswered: answer is not null);
        if (answer is not null)
            return answer;
        byte[] failure = new byte[Responder.FailureRoom];
        return failure[..Responder.Fail(question, failure)];
    }

    private async Task<byte[]?> TryAskAsync(byte[] question, ValueList<IpAddress>? upstream, bool isStream, CancellationToken cancellation)
    {
        bool isOneTooMany = Interlocked.Increment(ref asking) > AtOnce;
        try
        {
            foreach (IpAddress server in (upstream ?? resolvers.Servers).Where(s => !isOneTooMany && !Own.Contains(s)))
            {
                if (await TryAskAsync(question, server, isStream, cancellation).ConfigureAwait(false) is byte[] answer)
                    return answer;
            }
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }
        return null;
    }

    private async Task<byte[]?> TryAskAsync(byte[] question, IpAddress server, bool isStream, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        // Another number and another port for each question: who is not asked has to guess both.
        byte[] own = [.. RandomNumberGenerator.GetBytes(2), .. question[2..]];
        try
        {
            byte[] answer = isStream ? await ByStreamAsync(own, server, patience.Token).ConfigureAwait(false) : await ByDatagramAsync(own, server, patience.Token).ConfigureAwait(false);
            // Who cannot, or may not, is no reason that the next one cannot either.
            if (DnsAnswer.CodeOf(answer) is DnsCode.ServerFailure or DnsCode.Refused or DnsCode.NotImplemented)
                return null;
            question.AsSpan(0, 2).CopyTo(answer);
            return answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task<byte[]> ByDatagramAsync(byte[] question, IpAddress server, CancellationToken patience)
    {
        using Socket socket = NamespaceSockets.Create(host, server.Family, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(server.ToIPAddress(), Zone.Port), patience).ConfigureAwait(false);
        await socket.SendAsync(question, patience).ConfigureAwait(false);
        byte[] buffer = new byte[LargestDatagram];
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, patience).ConfigureAwait(false);
            if (DnsAnswer.IsTo(question, buffer.AsSpan(0, length)))
                return buffer[..length];
        }
    }

    private async Task<byte[]> ByStreamAsync(byte[] question, IpAddress server, CancellationToken patience)
    {
        using Socket socket = NamespaceSockets.Create(host, server.Family, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(server.ToIPAddress(), Zone.Port), patience).ConfigureAwait(false);
        await DnsStream.SendAsync(socket, question, patience).ConfigureAwait(false);
        return await DnsStream.ReceiveAsync(socket, patience).ConfigureAwait(false) is byte[] answer && DnsAnswer.IsTo(question, answer)
            ? answer
            : throw new SocketException((int)SocketError.ConnectionReset);
    }
}
