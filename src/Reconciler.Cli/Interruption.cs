using System.Runtime.InteropServices;
using Reconciler.Cli.Rendering;

namespace Reconciler.Cli;

/// <summary>
/// Ctrl-C, and the polite ways to end a process, while the host is being changed: they ask for the undo, and do not end the program
/// in the middle of it however often they are sent.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Page page;

    /// <param name="page">Where to say so.</param>
    public Interruption(Page page)
    {
        this.page = page;
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Interrupt))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        page.Line(source.IsCancellationRequested ? "Still undoing; it cannot be interrupted." : "Interrupted: undoing what was done …");
        source.Cancel();
    }
}
