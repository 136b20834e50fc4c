namespace Reconciler.Benchmarks.Results;

/// <summary>How long something was gone that somebody deleted.</summary>
/// <param name="Object">What was deleted.</param>
/// <param name="Milliseconds">From the moment in which the kernel was told to delete it until it told that it is back.</param>
/// <param name="DeletingMilliseconds">How much of it the request to delete took.</param>
internal sealed record RepairSample(string Object, double Milliseconds, double DeletingMilliseconds);
