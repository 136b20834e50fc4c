using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Medians of connections per second, and ratios within a round.</summary>
internal sealed class RateView(IReadOnlyList<RateSample> samples)
{
    /// <summary>The numbers of ports, ascending.</summary>
    public IReadOnlyList<int> Ports { get; } = [.. samples.Select(s => s.Ports).Distinct().Order()];

    /// <summary>Connections per second; <c>null</c>: not measured.</summary>
    public double? PerSecond(string rules, int ports) => Statistics.Median(Of(rules, ports).Select(s => s.PerSecond));

    /// <summary>What some rules leave of what others let through with as many ports.</summary>
    public double? AmongRules(string rules, string others, int ports) => Ratio(Of(rules, ports), Of(others, ports));

    /// <summary>What a number of ports leaves of what another lets through.</summary>
    public double? AmongPorts(string rules, int ports, int others) => Ratio(Of(rules, ports), Of(rules, others));

    private static double? Ratio(IEnumerable<RateSample> first, IEnumerable<RateSample> second) =>
        Statistics.Median(first.Join(second, s => s.Round, s => s.Round, (a, b) => a.PerSecond / b.PerSecond));

    private IEnumerable<RateSample> Of(string rules, int ports) => samples.Where(s => s.Rules == rules && s.Ports == ports);
}
