using System.Net.Sockets;

namespace Reconciler.Kernel.Locking;

/// <summary>One byte there and the same byte back: what is answered was understood, and is done.</summary>
internal static class ConfirmationProtocol
{
    // Who connects and says nothing keeps others from confirming for no longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Takes the first answer of somebody who may give one.</summary>
    public static async Task<ConfirmationAnswer> ListenAsync(Socket listening, CancellationToken cancellation)
    {
        while (true)
        {
            using Socket connection = await listening.AcceptAsync(cancellation).ConfigureAwait(false);
            if (!LockSocket.IsTrusted(LockSocket.HolderOf(connection)))
                continue;
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            if (await TakeAsync(connection, limit.Token).ConfigureAwait(false) is ConfirmationAnswer answer)
                return answer;
        }
    }

    /// <summary>Gives an answer; whether it was taken.</summary>
    public static bool Ask(Socket connection, ConfirmationAnswer answer)
    {
        using CancellationTokenSource limit = new(Patience * 5);
        return AskAsync(connection, answer, limit.Token).GetAwaiter().GetResult();
    }

    private static async Task<bool> AskAsync(Socket connection, ConfirmationAnswer answer, CancellationToken cancellation)
    {
        byte[] said = [(byte)answer];
        byte[] heard = new byte[1];
        try
        {
            await connection.SendAsync(said, cancellation).ConfigureAwait(false);
            return await connection.ReceiveAsync(heard, cancellation).ConfigureAwait(false) == 1 && heard[0] == said[0];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<ConfirmationAnswer?> TakeAsync(Socket connection, CancellationToken cancellation)
    {
        byte[] heard = new byte[1];
        try
        {
            if (await connection.ReceiveAsync(heard, cancellation).ConfigureAwait(false) == 0
                || (ConfirmationAnswer)heard[0] is not (ConfirmationAnswer.Keep or ConfirmationAnswer.Undo))
                return null;
            await connection.SendAsync(heard, cancellation).ConfigureAwait(false);
            return (ConfirmationAnswer)heard[0];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
    }
}
