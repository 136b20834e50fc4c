using Reconciler.Core.Diagnostics;
using Reconciler.Core.Proving;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Proving;

/// <summary>What a proof on a live host has shown.</summary>
/// <param name="Answers">What became of each question that was asked and could be told.</param>
/// <param name="Open">The questions that could not be asked there, or of which nothing could be told.</param>
/// <param name="Diagnostics">What is otherwise than it should be, and what remains open.</param>
/// <param name="IsInterrupted">Whether it was ended before all answers were there; then there are none.</param>
public sealed record ProofReport(
    ValueList<ProbeResult> Answers, ValueList<OpenQuestion> Open, ValueList<Diagnostic> Diagnostics, TimeSpan Duration, bool IsInterrupted)
{
    /// <summary>Whether every question that could be asked was answered as it should be.</summary>
    public bool IsProven => !IsInterrupted && !Diagnostics.Any(d => d.Severity == Severity.Error);
}
