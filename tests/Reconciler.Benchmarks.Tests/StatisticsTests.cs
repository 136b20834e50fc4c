using Reconciler.Benchmarks.Reporting;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Tests;

/// <summary>What samples come to.</summary>
public class StatisticsTests
{
    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 2, 3 }, 2.5)]
    [InlineData(new double[] { 7 }, 7)]
    public void The_median_is_in_the_middle(double[] values, double expected) => Assert.Equal(expected, Statistics.Median(values));

    [Fact]
    public void Of_a_hundred_values_the_99th_percentile_is_the_last_but_one() =>
        Assert.Equal(99, Statistics.Percentile(Enumerable.Range(1, 100).Select(i => (double)i), 0.99));

    [Fact]
    public void Nothing_has_no_median()
    {
        Assert.Null(Statistics.Median([]));
        Assert.Null(Statistics.Percentile([], 0.5));
    }

    // Medians of both alone would come to 10: 100 and 10.
    [Fact]
    public void Ratios_are_those_within_a_round()
    {
        SampleView view = new([Sample("a", 0, 100), Sample("a", 1, 1000), Sample("a", 2, 10), Sample("b", 0, 50), Sample("b", 1, 10), Sample("b", 2, 5), Sample("b", 3, 20)]);
        Assert.Equal(2, view.Ratio(("a", Work.FirstApply), ("b", Work.FirstApply), 100));
        Assert.Null(view.Ratio(("a", Work.FirstApply), ("c", Work.FirstApply), 100));
    }

    [Theory]
    [InlineData(1.25, false, "≤ 1.25 ×: met")]
    [InlineData(1.26, false, "≤ 1.25 ×: **missed**")]
    [InlineData(1.26, true, "≥ 1.25 ×: met")]
    [InlineData(1.24, true, "≥ 1.25 ×: **missed**")]
    [InlineData(null, false, "≤ 1.25 ×")]
    public void A_target_says_whether_it_is_met(double? value, bool isLeast, string expected) =>
        Assert.Equal(expected, new Target(1.25, " ×", isLeast).Judge(value));

    private static Sample Sample(string peer, int round, double milliseconds) => new(peer, Work.FirstApply, 100, round, milliseconds, 0, 0);
}
