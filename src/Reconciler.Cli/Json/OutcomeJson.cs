using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>apply</c> and <c>destroy</c>.</summary>
/// <param name="Result"><c>unchanged</c>, <c>applied</c>, <c>refused</c>, <c>undone</c> or <c>notUndone</c>.</param>
/// <param name="Verified">Whether the kernel was read again and agrees.</param>
/// <param name="Proof">With <c>--prove</c>, if it came to that: what was proven afterwards.</param>
/// <param name="Confirmed">With <c>--confirm</c>, if it came to that: whether somebody confirmed it in time.</param>
/// <param name="Remaining">After <c>notUndone</c>: what it would take to be as before.</param>
internal sealed record OutcomeJson(
    string Node,
    string Owner,
    string Result,
    bool Verified,
    bool Interrupted,
    bool? Confirmed,
    double Milliseconds,
    SummaryJson Summary,
    IReadOnlyList<ChangeJson> Changes,
    int Left,
    IReadOnlyList<ChangeJson> Remaining,
    IReadOnlyList<PendingJson> Pending,
    ExposureJson Exposure,
    OutcomeProofJson? Proof,
    IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("Outcome")
{
    public static OutcomeJson Of(
        Outcome outcome, ProofReport? proof, string node, string owner, TimeSpan duration, bool interrupted, bool? confirmed, IEnumerable<Diagnostic> diagnostics) => new(
        node,
        owner,
        JsonOutput.Name(outcome.Kind),
        outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged,
        interrupted,
        confirmed,
        Math.Round(duration.TotalMilliseconds, 3),
        SummaryJson.Of(outcome.Plan.Summary),
        ChangeJson.Of(outcome.Plan.Changes, outcome.Plan.Steps),
        outcome.Plan.Left,
        ChangeJson.Of(outcome.Remaining, []),
        [.. outcome.Plan.Pending.Select(PendingJson.Of)],
        ExposureJson.Of(outcome.Plan.Exposure),
        proof is null ? null : OutcomeProofJson.Of(proof),
        [.. diagnostics.Select(DiagnosticJson.Of)]);
}

/// <summary>What was proven after an apply.</summary>
internal sealed record OutcomeProofJson(bool Proven, double Milliseconds, IReadOnlyList<AnswerJson> Answers, IReadOnlyList<OpenQuestionJson> Open)
{
    public static OutcomeProofJson Of(ProofReport proof) => new(
        proof.IsProven,
        Math.Round(proof.Duration.TotalMilliseconds, 3),
        [.. proof.Answers.Select(AnswerJson.Of)],
        [.. proof.Open.Select(OpenQuestionJson.Of)]);
}
