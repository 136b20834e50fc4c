using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Medians of samples, and ratios of what was measured in the same round.</summary>
internal sealed class SampleView(IReadOnlyList<Sample> samples)
{
    /// <summary>The numbers of attachments, ascending.</summary>
    public IReadOnlyList<int> Counts { get; } = [.. samples.Select(s => s.Count).Distinct().Order()];

    /// <summary>Who has samples, in the order of their first.</summary>
    public IReadOnlyList<string> Peers { get; } = [.. samples.Select(s => s.Peer).Distinct()];

    /// <summary>The median time in ms; <c>null</c>: not measured.</summary>
    public double? Milliseconds(string peer, string work, int count) => Statistics.Median(Of(peer, work, count).Select(s => s.Milliseconds));

    /// <summary>The median of the highest memory seen, in MiB; <c>null</c>: not measured.</summary>
    public double? Mebibytes(string peer, string work, int count) =>
        Statistics.Median(Of(peer, work, count).Where(s => s.PeakBytes > 0).Select(s => s.PeakBytes / (double)(1 << 20)));

    /// <summary>The median of how many times as long the first one takes as the second one in the same round; <c>null</c>: they share none.</summary>
    public double? Ratio((string Peer, string Work) first, (string Peer, string Work) second, int count) => Statistics.Median(
        Of(first.Peer, first.Work, count).Join(Of(second.Peer, second.Work, count), s => s.Round, s => s.Round, (a, b) => a.Milliseconds / b.Milliseconds));

    /// <summary>How many rounds were measured.</summary>
    public int Rounds(string peer, string work, int count) => Of(peer, work, count).Count();

    private IEnumerable<Sample> Of(string peer, string work, int count) => samples.Where(s => s.Peer == peer && s.Work == work && s.Count == count);
}
