using System.Diagnostics;
using System.Net.Sockets;
using Reconciler.Core.Diagnostics;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Locking;

/// <summary>
/// A change that waits for somebody who confirms it, on a socket beside that of the lock: whoever cannot reach the host any more does not
/// confirm. Only root, and the user who made the change, are listened to.
/// </summary>
public sealed class Confirmation(HostKernel kernel) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly string name = NameFor(kernel);
    private Socket? listening;

    /// <summary>Begins to listen; before anything is changed, since nobody could confirm it otherwise.</summary>
    /// <returns>Why it cannot.</returns>
    public Diagnostic? Listen()
    {
        try
        {
            listening = LockSocket.TryHold(kernel.Host.Network, name);
            return listening is null ? LockDiagnostics.NotListening("another process has its name") : null;
        }
        catch (SocketException e)
        {
            return LockDiagnostics.NotListening(e.Message);
        }
    }

    /// <summary>Waits for an answer.</summary>
    /// <param name="limit">For how long.</param>
    /// <param name="left">Is told every second how much of it is left.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ConfirmationAnswer Wait(TimeSpan limit, Action<TimeSpan> left, CancellationToken cancellation) =>
        WaitAsync(limit, left, cancellation).GetAwaiter().GetResult();

    /// <summary>Answers the process that waits.</summary>
    /// <returns>Who took the answer, or why nobody did.</returns>
    public static (LockHolder? Waiting, Diagnostic? Fault) Answer(HostKernel kernel, ConfirmationAnswer answer)
    {
        try
        {
            using Socket? connection = LockSocket.TryConnect(kernel.Host.Network, NameFor(kernel));
            if (connection is null)
                return (null, LockDiagnostics.NothingToConfirm(kernel.Options.Owner));
            LockHolder waiting = LockSocket.HolderOf(connection);
            if (!LockSocket.IsTrusted(waiting))
                return (null, LockDiagnostics.ListeningStranger(waiting));
            return ConfirmationProtocol.Ask(connection, answer) ? (waiting, null) : (null, LockDiagnostics.AnsweredTooLate(waiting));
        }
        catch (SocketException e)
        {
            return (null, LockDiagnostics.NotListening(e.Message));
        }
        catch (NetlinkException e)
        {
            return (null, KernelDiagnostics.NoHost(kernel.Options.Namespace, e));
        }
    }

    /// <summary>Ends the listening.</summary>
    public void Dispose() => listening?.Dispose();

    private static string NameFor(HostKernel kernel) => $"reconciler/{kernel.Options.Owner}/confirm";

    private async Task<ConfirmationAnswer> WaitAsync(TimeSpan limit, Action<TimeSpan> left, CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Stopwatch watch = Stopwatch.StartNew();
        Task<ConfirmationAnswer> answered = ConfirmationProtocol.ListenAsync(listening!, end.Token);
        try
        {
            for (TimeSpan rest = limit; rest > TimeSpan.Zero && !answered.IsCompleted; rest = limit - watch.Elapsed)
            {
                left(rest);
                await Task.WhenAny(answered, Task.Delay(rest < Second ? rest : Second, cancellation)).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }
            return answered.IsCompleted ? await answered.ConfigureAwait(false) : ConfirmationAnswer.None;
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
    }
}
