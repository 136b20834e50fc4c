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
    public void Start()
    {
        watch.Start();
        asking = Task.Run(AskAsync);
        Thread.Sleep(Around);
        began = watch.Elapsed;
    }

    /// <summary>Ends it when what was and shall be answered is answered again, or is not any more, and gives what the questions have shown.</summary>
    public ValueList<Gap> Stop()
    {
        TimeSpan ended = watch.Elapsed;
        do
            Thread.Sleep(Around);
        while (watch.Elapsed - ended < LongestWait && probes.Zip(beats).Any(p => IsMissed(p.First, p.Second, ended)));
        stop.Cancel();
        asking.Wait();
        return probes.Zip(beats, (probe, of) => Gap.Of(probe, Task.WhenAll(of).GetAwaiter().GetResult(), began)).OfType<Gap>().ToValueList();
    }

    public void Dispose()
    {
        listeners.Dispose();
        stop.Dispose();
    }

    private bool IsMissed(Probe probe, List<Task<Beat>> of, TimeSpan ended)
    {
        if (probe.Assertion.Spec.Expect == Expectation.Denied)
            return false;
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
