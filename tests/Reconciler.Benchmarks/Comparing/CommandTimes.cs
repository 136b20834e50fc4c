using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;
using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Benchmarks.Comparing;

/// <summary>Commands that need no host: the program's start, and the checking of many documents.</summary>
internal static class CommandTimes
{
    private const int Documents = 10_000;

    /// <summary>Runs each so many times for its time, and as often for its memory.</summary>
    public static IReadOnlyList<Sample> Run(string folder, int rounds)
    {
        string file = Path.Combine(folder, "ten-thousand.yaml");
        File.WriteAllText(file, WorkloadDocuments.Yaml(Documents - 1));
        using NetworkNamespace here = NetworkNamespace.Current();
        Command version = new(Product.Binary, "version");
        Command validate = new(Product.Binary, "validate", file);
        List<Sample> samples = [];
        for (int round = 0; round < rounds; round++)
        {
            samples.Add(Measure(version, here, Work.Version, 1, round));
            samples.Add(Measure(validate, here, Work.Validate, Documents, round));
        }
        return samples;
    }

    private static Sample Measure(Command command, NetworkNamespace where, string work, int count, int round)
    {
        long peak = command.Succeed(where, samplesMemory: true).PeakBytes;
        return Sample.Of(ReconcilerPeer.PeerName, work, count, round, command.Succeed(where)) with { PeakBytes = peak };
    }
}
