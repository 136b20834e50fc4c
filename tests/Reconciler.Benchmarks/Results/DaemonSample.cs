namespace Reconciler.Benchmarks.Results;

/// <summary>The daemon while nothing happens.</summary>
/// <param name="IdleSeconds">For how long it was looked at.</param>
/// <param name="IdleCpuMilliseconds">The CPU time that it used meanwhile, to 10 ms.</param>
internal sealed record DaemonSample(int Attachments, double IdleSeconds, double IdleCpuMilliseconds, long ResidentBytes);
