using Reconciler.Benchmarks.Comparing;
using Reconciler.Benchmarks.Growing;
using Reconciler.Benchmarks.Micro;
using Reconciler.Benchmarks.Packets;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Repairing;
using Reconciler.Benchmarks.Reporting;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks;

/// <summary>All that can be measured, in the order in which it is.</summary>
internal static class Parts
{
    private static readonly TextWriter Log = Console.Error;

    private static readonly Part[] All =
    [
        new("commands", NeedsHost: true, MeasureCommands),
        new("process", NeedsHost: true, MeasurePeers),
        new("growth", NeedsHost: true, MeasureGrowth),
        new("packets", NeedsHost: true, MeasurePackets),
        new("repair", NeedsHost: true, MeasureRepairs),
        new("micro", NeedsHost: false, MeasureParts),
        new("report", NeedsHost: false, WriteReport),
    ];

    /// <summary>The parts that a word names; <c>null</c>: none.</summary>
    public static IReadOnlyList<Part>? Find(string verb) => verb == "all" ? All : All.Where(p => p.Verb == verb).ToArray() is [Part one] ? [one] : null;

    private static void MeasureCommands(Arguments arguments) => InFolder(folder =>
    {
        IReadOnlyList<Sample> samples = CommandTimes.Run(folder, arguments.Number("--rounds", 20));
        Keep(arguments, m => m with { Commands = samples });
    });

    private static void MeasurePeers(Arguments arguments) => InFolder(folder =>
    {
        Comparison comparison = new(AllPeers.Find(folder, arguments.Words("--peers"), Log), Log);
        List<Sample> samples = [];
        foreach (int size in arguments.Numbers("--sizes", 100, 500, 1000))
        {
            samples.AddRange(comparison.Run(size, arguments.Number("--rounds", 5)));
            Keep(arguments, m => m with { Comparison = [.. samples] });
        }
    });

    private static void MeasureGrowth(Arguments arguments) => InFolder(folder =>
    {
        Peer[] peers = [.. AllPeers.Find(folder, null, Log).Where(p => p is LimitPeer or ReconcilerPeer)];
        IReadOnlyList<Sample> samples = new Growth(peers, Log)
            .Run(arguments.Numbers("--sizes", 100, 250, 500, 1000, 2000, 5000), arguments.Number("--rounds", 3));
        Keep(arguments, m => m with { Growth = samples });
    });

    private static void MeasurePackets(Arguments arguments) => InFolder(folder =>
    {
        IReadOnlyList<RateSample> samples = new PacketCost(folder, Log).Run(
            arguments.Numbers("--ports", 1, 10, 100, 1000), arguments.Number("--rounds", 5), TimeSpan.FromSeconds(arguments.Number("--seconds", 2)));
        Keep(arguments, m => m with { Packets = samples });
    });

    private static void MeasureRepairs(Arguments arguments) => InFolder(folder =>
    {
        RepairLatency latency = new(folder, arguments.Number("--attachments", 1000), Log);
        (IReadOnlyList<RepairSample> repairs, DaemonSample daemon) =
            latency.Run(arguments.Number("--repeats", 100), TimeSpan.FromSeconds(arguments.Number("--idle", 60)));
        Keep(arguments, m => m with { Repairs = repairs, Daemon = daemon });
    });

    private static void MeasureParts(Arguments arguments)
    {
        IReadOnlyList<MicroResult> results = MicroBenchmarks.Run(arguments.Number("--iterations", 10));
        Keep(arguments, m => m with { Micro = results });
    }

    private static void WriteReport(Arguments arguments)
    {
        string docs = arguments.Value("--docs") ?? Path.Combine(Product.Root, "docs");
        Report.Write(MeasurementFile.Read(PathOf(arguments)), docs);
    }

    private static void Keep(Arguments arguments, Func<Measurements, Measurements> change) => MeasurementFile.Update(PathOf(arguments), change);

    private static string PathOf(Arguments arguments) => arguments.Value("--results") ?? MeasurementFile.Default;

    private static void InFolder(Action<string> measure)
    {
        string folder = Directory.CreateTempSubdirectory("reconciler-benchmarks-").FullName;
        try
        {
            measure(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
