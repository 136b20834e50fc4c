using Reconciler.Core.Diagnostics;
using Reconciler.Core.Rehearsing;
using Reconciler.Kernel.Rehearsing;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>rehearse</c>.</summary>
internal sealed record RehearsalJson(
    bool Proven, IReadOnlyList<StageJson> Stages, IReadOnlyList<AnswerJson> Answers, IReadOnlyList<GapJson> Gaps, IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("Rehearsal")
{
    public static RehearsalJson Of(bool proven, RehearsalReport report, IEnumerable<Diagnostic> diagnostics) => new(
        proven,
        [.. report.Stages.Select(s => new StageJson(JsonOutput.Name(s.Stage), s.Count, s.Duration.TotalMilliseconds))],
        [.. report.Answers.Select(AnswerJson.Of)],
        [.. report.Gaps.Select(GapJson.Of)],
        [.. diagnostics.Select(DiagnosticJson.Of)]);
}

/// <summary>A stage that was reached.</summary>
internal sealed record StageJson(string Stage, int Count, double Milliseconds);

/// <summary>What became of one question.</summary>
/// <param name="PassingMtu">The largest packet that is answered where those of <paramref name="Mtu"/> are not.</param>
internal sealed record AnswerJson(
    string Assertion, string From, string To, string Address, string Service, string Expect, bool Reached, bool AsExpected,
    string? SourceSeen, double Milliseconds, string? Reason, int? Mtu, int? PassingMtu, string? Decision)
{
    public static AnswerJson Of(ProbeResult result) => new(
        result.Probe.Assertion.Id.ToString(), result.Probe.From.Name, result.Probe.To, result.Probe.Address.ToString(), result.Probe.Service.ToString(),
        JsonOutput.Name(result.Probe.Assertion.Spec.Expect), result.Reached, RehearsalDiagnostics.Of(result) is null,
        result.Seen?.ToString(), result.Took.TotalMilliseconds, result.Reason,
        result.Probe.Assertion.Spec.Mtu, result.Passing, result.Decision?.ToString());
}

/// <summary>What became of one question that was asked all the time while a change was made.</summary>
internal sealed record GapJson(
    string Assertion, string From, string To, string Address, string Service, string Expect, int Asked, int Answered, double Milliseconds, bool AsExpected)
{
    public static GapJson Of(Gap gap) => new(
        gap.Probe.Assertion.Id.ToString(), gap.Probe.From.Name, gap.Probe.To, gap.Probe.Address.ToString(), gap.Probe.Service.ToString(),
        JsonOutput.Name(gap.Probe.Assertion.Spec.Expect), gap.Asked, gap.Answered, gap.Longest.TotalMilliseconds, RehearsalDiagnostics.Of(gap) is null);
}
