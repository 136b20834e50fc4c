using Reconciler.Benchmarks.Micro;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>The targets that are not ratios to the limit.</summary>
internal static class TargetTable
{
    private const double Million = 1e6;

    public static string Write(Measurements measurements)
    {
        MarkdownTable table = new("what", "measured", "target");
        foreach ((string what, double? value, string format, Target target) in Rows(measurements))
            table.Add(what, Words.Number(value, format, target.Unit), target.Judge(value));
        return table.ToString();
    }

    private static IEnumerable<(string What, double? Value, string Format, Target Target)> Rows(Measurements measurements)
    {
        SampleView peers = new(measurements.Comparison);
        foreach (string slow in new[] { "netavark", "cni" })
        {
            yield return ($"first apply of 100 by {slow}, to ours", peers.Ratio((slow, Work.FirstApply), (ReconcilerPeer.PeerName, Work.FirstApply), 100), "0",
                new(50, " ×", IsLeast: true));
        }
        SampleView commands = new(measurements.Commands);
        yield return ("`version`", commands.Milliseconds(ReconcilerPeer.PeerName, Work.Version, 1), "0.0", new(15, " ms"));
        yield return ("`validate` of 10,000 documents", commands.Milliseconds(ReconcilerPeer.PeerName, Work.Validate, 10_000), "0", new(1000, " ms"));
        yield return ("its memory", commands.Mebibytes(ReconcilerPeer.PeerName, Work.Validate, 10_000), "0", new(250, " MiB"));
        yield return ("plan of a first apply: 10,000 attachments to 1,000", Linearity(measurements, nameof(PlanningBenchmarks.PlanFirstApply)), "0.0", new(12, " ×"));
        yield return ("plan of nothing to do: 10,000 attachments to 1,000", Linearity(measurements, nameof(PlanningBenchmarks.PlanNothingToDo)), "0.0", new(12, " ×"));
        yield return ("connections per second with 1,000 published ports, to 1", new RateView(measurements.Packets).AmongPorts(ReconcilerPeer.PeerName, 1000, 1), "0.00", new(0.97, " ×", IsLeast: true));
        yield return ("CPU time of the idle daemon", IdleShare(measurements.Daemon), "0.000", new(0.1, " %"));
        yield return ("its memory with 1,000 attachments", measurements.Daemon?.ResidentBytes / (double)(1 << 20), "0", new(60, " MiB"));
    }

    private static double? Linearity(Measurements measurements, string name) => Time(measurements, name, 10_000) / Time(measurements, name, 1_000);

    private static double? Time(Measurements measurements, string name, int count) =>
        measurements.Micro.SingleOrDefault(m => m.Name == name && m.Count == count)?.Nanoseconds / Million;

    private static double? IdleShare(DaemonSample? daemon) => daemon?.IdleCpuMilliseconds / daemon?.IdleSeconds / 10;
}
