using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Naming;

/// <summary>Questions by TCP.</summary>
internal sealed class NameConnections(Socket listener, Func<Responder> responder, Forwarder? forwarder, QuestionCounts counts)
{
    private const int AtOnce = 64;

    // Who asks nothing is not waited for: connections are few, and everybody's.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private int open;

    /// <summary>Answers until it is ended.</summary>
    public async Task AcceptAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                Socket connection = await listener.AcceptAsync(ended).ConfigureAwait(false);
                if (Interlocked.Increment(ref open) <= AtOnce)
                {
                    _ = AnswerAsync(connection, ended);
                    continue;
                }
                Interlocked.Decrement(ref open);
                connection.Dispose();
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That one has gone already.
                await Task.Delay(Breath, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task AnswerAsync(Socket connection, CancellationToken ended)
    {
        using Socket asking = connection;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(ended);
        try
        {
            IpAddress asker = IpAddress.From(((IPEndPoint)asking.RemoteEndPoint!).Address);
            byte[] answer = new byte[Responder.Room];
            do
                patience.CancelAfter(Patience);
            while (responder().Serves(asker) && await AnswerOneAsync(asking, answer, patience.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // It said nothing, or has gone.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task<bool> AnswerOneAsync(Socket connection, byte[] answer, CancellationToken patience)
    {
        if (await DnsStream.ReceiveAsync(connection, patience).ConfigureAwait(false) is not byte[] message)
            return false;
        Responder current = responder();
        Reply reply = current.Respond(message, answer, isStream: true);
        counts.Count(current.Network, reply);
        if (reply.Kind == ReplyKind.None)
            return false;
        ReadOnlyMemory<byte> said = reply.Kind == ReplyKind.PassOn
            ? await forwarder!.AskAsync(message, current, isStream: true, patience).ConfigureAwait(false)
            : answer.AsMemory(0, reply.Length);
        await DnsStream.SendAsync(connection, said, patience).ConfigureAwait(false);
        return true;
    }
}
