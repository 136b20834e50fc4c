using Reconciler.Core.Diagnostics;
using Reconciler.Core.Proving;
using Reconciler.Core.Rehearsing;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>prove</c>.</summary>
internal sealed record ProofJson(
    string Node,
    string Owner,
    bool Proven,
    bool Interrupted,
    double Milliseconds,
    IReadOnlyList<AnswerJson> Answers,
    IReadOnlyList<OpenQuestionJson> Open,
    IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("Proof")
{
    /// <param name="proof"><c>null</c>: it did not come to one.</param>
    public static ProofJson Of(ProofReport? proof, string node, string owner, IEnumerable<Diagnostic> diagnostics) => new(
        node,
        owner,
        proof is { IsProven: true },
        proof is { IsInterrupted: true },
        Math.Round(proof?.Duration.TotalMilliseconds ?? 0, 3),
        [.. (proof?.Answers ?? []).Select(AnswerJson.Of)],
        [.. (proof?.Open ?? []).Select(OpenQuestionJson.Of)],
        [.. diagnostics.Select(DiagnosticJson.Of)]);
}

/// <summary>A question that could not be asked there, or of which nothing could be told.</summary>
internal sealed record OpenQuestionJson(string Assertion, string From, string To, string Address, string Service, string Expect, string Reason)
{
    public static OpenQuestionJson Of(OpenQuestion open)
    {
        Probe probe = open.Probe;
        return new(
            probe.Assertion.Id.ToString(), probe.From.Name, probe.To, probe.Address.ToString(), probe.Service.ToString(),
            JsonOutput.Name(probe.Assertion.Spec.Expect), open.Reason);
    }
}
