using Reconciler.Core.Diagnostics;
using Reconciler.Kernel.Locking;

namespace Reconciler.Cli.Commands;

/// <summary>How a command that changes a host waits until no other does.</summary>
/// <param name="patience">For how long; <c>null</c>: for as long as it takes.</param>
internal sealed class Turn(TimeSpan? patience, Report report)
{
    /// <summary>Whether a signal ended the waiting.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Takes the lock; gives why it was not taken.</summary>
    public Diagnostic? Take(HostLock hostLock)
    {
        using Interruption interruption = new(report.Error, "Interrupted: no longer waiting …", "Interrupted already.");
        Diagnostic? refusal = hostLock.Take(patience, Announce, interruption.Token);
        IsInterrupted = interruption.Token.IsCancellationRequested;
        return refusal;
    }

    private void Announce(LockHolder holder)
    {
        if (!report.IsJson)
            report.Error.Line($"Waiting for {holder} …");
    }
}
