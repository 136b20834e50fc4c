using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Naming;

/// <summary>Questions by TCP: each message has its length before it (RFC 1035, section 4.2.2).</summary>
internal sealed class NameConnections(Socket listener, Func<Responder> responder, Forwarder? forwarder, QuestionCounts counts)
{
    private const int AtOnce = 64;
    private const int LengthBytes = 2;

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
            byte[] answer = new byte[LengthBytes + Responder.Room];
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
        byte[] length = new byte[LengthBytes];
        if (await NamespaceSockets.FillAsync(connection, length, patience).ConfigureAwait(false) < LengthBytes)
            return false;
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        if (message.Length == 0 || await NamespaceSockets.FillAsync(connection, message, patience).ConfigureAwait(false) < message.Length)
            return false;
        Responder current = responder();
        Reply reply = current.Respond(message, answer.AsSpan(LengthBytes), isStream: true);
        counts.Count(current.Network, reply);
        int size = reply.Length;
        if (reply.Kind == ReplyKind.PassOn)
        {
            byte[] other = await forwarder!.AskAsync(message, current, isStream: true, patience).ConfigureAwait(false);
            other.CopyTo(answer, LengthBytes);
            size = other.Length;
        }
        if (reply.Kind == ReplyKind.None)
            return false;
        BinaryPrimitives.WriteUInt16BigEndian(answer, (ushort)size);
        await connection.SendAsync(answer.AsMemory(0, LengthBytes + size), patience).ConfigureAwait(false);
        return true;
    }
}
