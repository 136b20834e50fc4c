namespace Reconciler.Benchmarks.Running;

/// <summary>How a command ended.</summary>
/// <param name="Milliseconds">From before it was started until it had ended.</param>
/// <param name="CpuMilliseconds">Its own and that of the processes that it waited for.</param>
/// <param name="PeakBytes">The most memory that it was seen to have; 0 where nobody looked.</param>
/// <param name="Output">What it wrote to standard output and error.</param>
internal sealed record Finished(bool IsSuccess, double Milliseconds, double CpuMilliseconds, long PeakBytes, string Output);
