using System.Globalization;
using Reconciler.Benchmarks.Hosts;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;
using Reconciler.Benchmarks.Running;

namespace Reconciler.Benchmarks.Growing;

/// <summary>How time and memory grow with the number of attachments: the program's, and the limit's, which is what the kernel takes.</summary>
internal sealed class Growth(IReadOnlyList<Peer> peers, TextWriter log)
{
    /// <summary>Has each number of containers attached so many times.</summary>
    public IReadOnlyList<Sample> Run(IReadOnlyList<int> counts, int rounds)
    {
        List<Sample> samples = [];
        for (int round = 0; round < rounds; round++)
        {
            foreach ((int count, Peer peer) in counts.SelectMany(c => peers.Where(p => p.Largest >= c).Select(p => (c, p))))
                samples.AddRange(Run(peer, count, round));
        }
        return samples;
    }

    private IReadOnlyList<Sample> Run(Peer peer, int count, int round)
    {
        using BenchmarkHost host = new(count + 1);
        peer.Prepare(count);
        Sample first = Measure(Work.FirstApply, peer.FirstApply(count));
        Probe.Ask(host, count);
        Thread.Sleep(TimeSpan.FromSeconds(2));
        Sample nothing = Measure(Work.NothingToDo, peer.NothingToDo(count)!);
        Sample more = Measure(Work.OneMore, peer.OneMore(count));
        Sample teardown = Measure(Work.Teardown, peer.Teardown(count));
        log.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"N = {count}, round {round + 1}: {peer.Name}: first apply {first.Milliseconds:0} ms, {first.PeakBytes >> 20} MiB; nothing to do {nothing.Milliseconds:0} ms"));
        return [first, nothing, more, teardown];

        Sample Measure(string work, Command command) => Sample.Of(peer.Name, work, count, round, command.Succeed(host.Network, samplesMemory: true));
    }
}
