using System.Globalization;
using Reconciler.Benchmarks.Hosts;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;
using Reconciler.Benchmarks.Running;

namespace Reconciler.Benchmarks.Comparing;

/// <summary>
/// The same work by all peers, in rounds: in each, they come one after another in a random order, so that what the machine does besides
/// meets all of them.
/// </summary>
internal sealed class Comparison(IReadOnlyList<Peer> peers, TextWriter log)
{
    private const int Probes = 3;

    // A link that has come up a moment ago has work left in the kernel (net/core/link_watch.c), which would be counted to whoever comes next.
    private static readonly TimeSpan AfterFirstApply = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterCommand = TimeSpan.FromMilliseconds(150);

    /// <summary>Has a number of containers attached by each peer in each round.</summary>
    public IReadOnlyList<Sample> Run(int count, int rounds)
    {
        List<Sample> samples = [];
        for (int round = 0; round < rounds; round++)
        {
            Peer[] order = [.. peers.Where(p => p.Largest >= count)];
            Random.Shared.Shuffle(order);
            foreach (Peer peer in order)
                samples.AddRange(Run(peer, count, round));
        }
        return samples;
    }

    // Whoever does not do the work is not compared: its samples of the round are left out, and the log says why.
    private IReadOnlyList<Sample> Run(Peer peer, int count, int round)
    {
        using BenchmarkHost host = new(count + 1);
        peer.Prepare(count);
        try
        {
            IReadOnlyList<Sample> samples = Work(peer, host, count, round);
            string times = string.Join(", ", samples.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Work} {s.Milliseconds:0.0}")));
            log.WriteLine($"N = {count}, round {round + 1}: {peer.Name}: {times}");
            return samples;
        }
        catch (Exception e) when (e is InvalidOperationException or System.Net.Sockets.SocketException)
        {
            log.WriteLine($"N = {count}, round {round + 1}: {peer.Name} does not count: {e.Message}");
            return [];
        }
    }

    private static List<Sample> Work(Peer peer, BenchmarkHost host, int count, int round)
    {
        List<Sample> samples = [];
        Add(Results.Work.FirstApply, Measure(host, peer.FirstApply(count)));
        foreach (int container in Enumerable.Range(0, Math.Min(Probes, count)).Select(_ => Random.Shared.Next(1, count + 1)))
            Probe.Ask(host, container);
        Thread.Sleep(AfterFirstApply);
        if (peer.NothingToDo(count) is Command nothing)
            Add(Results.Work.NothingToDo, Median(host, nothing, count <= 100 ? 5 : 3));
        Add(Results.Work.OneMore, Measure(host, peer.OneMore(count)));
        Probe.Ask(host, count + 1);
        Add(Results.Work.Teardown, Measure(host, peer.Teardown(count)));
        return host.LinksLeft() is int left and > 0 ? throw new InvalidOperationException($"it left {left} links behind") : samples;

        void Add(string work, Finished finished) => samples.Add(Sample.Of(peer.Name, work, count, round, finished));
    }

    private static Finished Measure(BenchmarkHost host, Command command)
    {
        Finished finished = command.Succeed(host.Network);
        Thread.Sleep(AfterCommand);
        return finished;
    }

    // What takes a second is not repeated: it is long enough to be measured at once.
    private static Finished Median(BenchmarkHost host, Command command, int times)
    {
        const double Second = 1000;
        List<Finished> all = [];
        while (all.Count < times && all.All(f => f.Milliseconds < Second))
            all.Add(Measure(host, command));
        return all.OrderBy(f => f.Milliseconds).ElementAt(all.Count / 2);
    }
}
