using System.Runtime.InteropServices;
using Reconciler.Cli.Rendering;

namespace Reconciler.Cli;

/// <summary>
/// Ctrl-C, and the polite ways to end a process, while the host is being changed or asked: they ask for the undo, and do not end the program
/// in the middle of it however often they are sent.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Page page;
    private readonly string first;
    private readonly string again;

    /// <param name="page">Where to say so.</param>
    /// <param name="first">What is said at the first signal.</param>
    /// <param name="again">What is said at every other.</param>
    public Interruption(
        Page page, string first = "Interrupted: undoing what was done …", string again = "Still undoing; it cannot be interrupted.")
    {
        this.page = page;
        this.first = first;
        this.again = again;
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
        page.Line(source.IsCancellationRequested ? again : first);
        source.Cancel();
    }
}
