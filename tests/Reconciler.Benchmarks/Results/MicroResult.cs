namespace Reconciler.Benchmarks.Results;

/// <summary>What BenchmarkDotNet measured of one method.</summary>
/// <param name="Name">The method.</param>
/// <param name="Count">Of how many documents or attachments; 1 where it has no such parameter.</param>
/// <param name="Nanoseconds">The median of one call.</param>
/// <param name="AllocatedBytes">By one call.</param>
internal sealed record MicroResult(string Name, int Count, double Nanoseconds, long AllocatedBytes);
