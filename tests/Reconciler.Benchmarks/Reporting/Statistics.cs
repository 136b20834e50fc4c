namespace Reconciler.Benchmarks.Reporting;

/// <summary>What many samples come to.</summary>
internal static class Statistics
{
    /// <summary>The middle value; of an even number the mean of the two in the middle. <c>null</c>: there is none.</summary>
    public static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that a share of all are not above; <c>null</c>: there is none.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public static double? Percentile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
    }
}
