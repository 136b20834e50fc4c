namespace Reconciler.Benchmarks.Results;

/// <summary>How fast connections were made through the last of some published ports.</summary>
/// <param name="Rules">Whose rules led there.</param>
/// <param name="PerSecond">Connections per second, one after another.</param>
internal sealed record RateSample(string Rules, int Ports, int Round, double PerSecond);
