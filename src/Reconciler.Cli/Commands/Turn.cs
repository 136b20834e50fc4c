using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Kernel;
using Reconciler.Kernel.Locking;

namespace Reconciler.Cli.Commands;

/// <summary>What a command that changes a host waits for before it plans: containers, and until no other changes it.</summary>
/// <param name="patience">How long others may change the host; <c>null</c>: for as long as it takes.</param>
internal sealed class Turn(TimeSpan? patience, Report report)
{
    private const int MostReasons = 10;
    private int reasons;

    /// <summary>How long containers that are not there are waited for.</summary>
    public TimeSpan ContainersWithin { get; init; } = TimeSpan.Zero;

    /// <summary>Whether a signal ended the waiting.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Waits for the containers, when that was asked for, and takes the lock; gives why it was not taken.</summary>
    public Diagnostic? Take(HostLock hostLock, HostKernel kernel, DocumentSet documents)
    {
        using Interruption interruption = new(report.Error, "Interrupted: no longer waiting …", "Interrupted already.");
        // Nobody else waits meanwhile: this may take long, and changes nothing.
        if (ContainersWithin > TimeSpan.Zero)
            new ContainerArrival(kernel, documents).Wait(ContainersWithin, Announce, interruption.Token);
        Diagnostic? refusal = hostLock.Take(patience, holder => Say($"Waiting for {holder} …"), interruption.Token);
        IsInterrupted = interruption.Token.IsCancellationRequested;
        return refusal;
    }

    private void Announce(string reason)
    {
        if (++reasons <= MostReasons)
            Say($"Waiting: {reason} …");
    }

    private void Say(string what)
    {
        if (!report.IsJson)
            report.Error.Line(what);
    }
}
