using Reconciler.Core.Rehearsing;

namespace Reconciler.Core.Proving;

/// <summary>A question of an assertion that a live host cannot answer.</summary>
/// <param name="Reason">Why it remains open.</param>
public sealed record OpenQuestion(Probe Probe, string Reason);
