using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Micro;

/// <summary>Parts of the program alone, measured by BenchmarkDotNet, with what they allocate.</summary>
internal static class MicroBenchmarks
{
    private static readonly Type[] All = [typeof(CodecBenchmarks), typeof(LoadingBenchmarks), typeof(PlanningBenchmarks)];

    /// <summary>Runs them all.</summary>
    /// <param name="iterations">How many times each is measured after it has been warmed up.</param>
    public static IReadOnlyList<MicroResult> Run(int iterations)
    {
        IEnumerable<Summary> summaries = BenchmarkRunner.Run(All, Configuration(iterations));
        return [.. summaries.SelectMany(s => s.Reports.Select(Read))];
    }

    // In this process: a project that BenchmarkDotNet generates would be built by the rules of this repository, which its text does not keep.
    private static ManualConfig Configuration(int iterations) => ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(iterations));

    private static MicroResult Read(BenchmarkReport report)
    {
        if (report.ResultStatistics is not { } time)
            throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} did not run");
        long allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? throw new InvalidOperationException("no memory was measured");
        object? count = report.BenchmarkCase.Parameters.Items.SingleOrDefault()?.Value;
        return new(report.BenchmarkCase.Descriptor.WorkloadMethod.Name, Convert.ToInt32(count ?? 1, CultureInfo.InvariantCulture), time.Median, allocated);
    }
}
