namespace Reconciler.Kernel.Engines;

/// <summary>An engine that does not answer, or not as engines do.</summary>
/// <param name="why">What came instead.</param>
internal sealed class EngineException(string why) : Exception(why);
