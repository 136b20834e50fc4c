using System.Net.Sockets;
using Reconciler.Core.Diagnostics;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Locking;

/// <summary>
/// One process at a time changes what an owner has on a host. Who looks only, takes no lock. Owners, and hosts that are other network
/// namespaces, do not wait for each other.
/// </summary>
public sealed class HostLock(HostKernel kernel) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly string name = "reconciler/" + kernel.Options.Owner;
    private Socket? held;
    private LockHolder? holder;

    /// <summary>Takes the lock, and waits for it where another process has it.</summary>
    /// <param name="patience">For how long; <c>null</c>: until it is free.</param>
    /// <param name="waiting">Is told for whom, and again when that is another one.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Why it was not taken; <c>null</c>: it was.</returns>
    public Diagnostic? Take(TimeSpan? patience, Action<LockHolder> waiting, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            if (patience is TimeSpan time)
                limit.CancelAfter(time);
            Diagnostic? refusal = TakeAsync(kernel.Host.Network, patience == TimeSpan.Zero ? _ => { } : waiting, limit.Token).GetAwaiter().GetResult();
            // It may have become free and unwanted at the same time.
            cancellation.ThrowIfCancellationRequested();
            return refusal;
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested ? LockDiagnostics.WaitInterrupted(holder) : LockDiagnostics.Locked(kernel.Options.Owner, holder);
        }
        catch (SocketException e)
        {
            return LockDiagnostics.NoLock(e.Message, "the kernel must have Unix sockets, and nothing may keep this process from binding one");
        }
        catch (NetlinkException e)
        {
            return KernelDiagnostics.NoHost(kernel.Options.Namespace, e);
        }
    }

    /// <summary>Lets the next one have it.</summary>
    public void Dispose() => held?.Dispose();

    private async Task<Diagnostic?> TakeAsync(NetworkNamespace host, Action<LockHolder> waiting, CancellationToken cancellation)
    {
        while ((held = LockSocket.TryHold(host, name)) is null)
        {
            using Socket? connection = LockSocket.TryConnect(host, name);
            if (connection is null)
            {
                await Task.Delay(Moment, cancellation).ConfigureAwait(false);
                continue;
            }
            LockHolder found = LockSocket.HolderOf(connection);
            if (!LockSocket.IsTrusted(found))
                return LockDiagnostics.HeldByStranger(found);
            if (found != holder)
                waiting(holder = found);
            await LockSocket.WaitForEndAsync(connection, cancellation).ConfigureAwait(false);
        }
        return null;
    }
}
