using System.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Questions that are asked all the time, each time anew, from before a change until after it.</summary>
/// <param name="answered">Questions that are not asked, and whose listeners answer nevertheless.</param>
internal sealed class Pulses(Prober prober, ValueList<Probe> probes, ValueList<Probe> answered) : IDisposable
{
    /// <summary>How often each question is asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    // Shorter than TCP's first retransmission, so that what is lost stays lost.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Around = TimeSpan.FromMilliseconds(150);

    // That an interface is up the kernel tells once a second at most (linkwatch), and a busy machine later: what is behind it waits as long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    private readonly List<Task<Beat>>[] beats = [.. probes.Select(_ => new List<Task<Beat>>())];
    private readonly CancellationTokenSource stop = new();
    private readonly Stopwatch watch = new();
    private readonly Listeners listeners = prober.Listen([.. probes, .. answered]);
    private Task asking = Task.CompletedTask;
    private TimeSpan began;

    /// <summary>Begins, and comes back when it is known what is answered before the change.</summary>
    public async Task StartAsync()
    {
        watch.Start();
        asking = AskAsync();
        // What is not to be answered would take all patience; whether it is, a few times show.
        await Task.WhenAll(probes.Zip(beats).Where(p => IsAllowed(p.First)).Select(p => p.Second[0]));
        await Task.Delay(Around);
        began = watch.Elapsed;
    }

    /// <summary>Ends it when what was and shall be answered is answered again, or is not any more, and gives what the questions have shown.</summary>
    public async Task<ValueList<Gap>> StopAsync()
    {
        TimeSpan ended = watch.Elapsed;
        do
            await Task.Delay(Around);
        while (watch.Elapsed - ended < LongestWait && probes.Zip(beats).Any(p => IsAllowed(p.First) && IsMissed(p.Second, ended)));
        await stop.CancelAsync();
        await asking;
        Beat[][] all = await Task.WhenAll(beats.Select(of => Task.WhenAll(of)));
        return probes.Zip(all, (probe, of) => Gap.Of(probe, of, began)).OfType<Gap>().ToValueList();
    }

    public void Dispose()
    {
        listeners.Dispose();
        stop.Dispose();
    }

    private static bool IsAllowed(Probe probe) => probe.Assertion.Spec.Expect == Expectation.Allowed;

    private bool IsMissed(List<Task<Beat>> of, TimeSpan ended)
    {
        lock (of)
        {
            Beat[] answered = [.. of.Where(b => b.IsCompletedSuccessfully).Select(b => b.Result).Where(b => b.IsAnswered)];
            return answered.Any(b => b.Sent < began) && !answered.Any(b => b.Sent > ended);
        }
    }

    private async Task AskAsync()
    {
        using PeriodicTimer timer = new(Interval);
        do
        {
            for (int i = 0; i < probes.Count; i++)
            {
                lock (beats[i])
                    beats[i].Add(AskAsync(probes[i], watch.Elapsed));
            }
        }
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync());
    }

    private async Task<Beat> AskAsync(Probe probe, TimeSpan sent)
    {
        ProbeResult result = await prober.AskAsync(probe, new(probe.Assertion.Spec.Mtu, Patience, Patience));
        return new(sent, result.Reached);
    }
}
