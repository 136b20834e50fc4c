namespace Reconciler.Agent.Reporting;

/// <summary>Something that failed as a whole and has not passed.</summary>
/// <param name="Text">The newest of what was said about it.</param>
/// <param name="Since">When it began.</param>
public sealed record StandingFault(FaultyPart Part, string Text, DateTimeOffset Since);
