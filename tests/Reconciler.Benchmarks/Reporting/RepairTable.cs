using Reconciler.Benchmarks.Repairing;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>How long what was deleted was gone, and how long an edited file was not in the kernel.</summary>
internal static class RepairTable
{
    private static readonly Target Median = new(5, " ms");
    private static readonly Target Last = new(20, " ms");
    private static readonly Target FileMedian = new(RepairLatency.QuietMilliseconds + 50, " ms");

    public static string Write(Measurements measurements)
    {
        MarkdownTable table = new("what", "times", "median", "99th percentile", "deleting", "after it: median", "99th percentile", "target: median", "99th percentile");
        foreach (IGrouping<string, RepairSample> kind in measurements.Repairs.GroupBy(r => r.Object))
            table.Add([.. Row(kind.Key, [.. kind])]);
        return table.ToString();
    }

    // The kernel lets nobody put back what it is still deleting: that part of the time is not the daemon's.
    private static IEnumerable<string> Row(string what, IReadOnlyList<RepairSample> samples)
    {
        bool isFile = what == RepairLatency.File;
        double[] whole = [.. samples.Select(r => r.Milliseconds)];
        double[] after = isFile ? whole : [.. samples.Select(r => r.Milliseconds - r.DeletingMilliseconds)];
        yield return what;
        yield return Words.Number(samples.Count, "0");
        yield return Words.Time(Statistics.Median(whole));
        yield return Words.Time(Statistics.Percentile(whole, 0.99));
        yield return isFile ? Words.Time(null) : Words.Time(Statistics.Median(samples.Select(r => r.DeletingMilliseconds)));
        yield return isFile ? Words.Time(null) : Words.Time(Statistics.Median(after));
        yield return isFile ? Words.Time(null) : Words.Time(Statistics.Percentile(after, 0.99));
        yield return (isFile ? FileMedian : Median).Judge(Statistics.Median(after));
        yield return isFile ? "" : Last.Judge(Statistics.Percentile(after, 0.99));
    }
}
