using Reconciler.Core.Diagnostics;
using Reconciler.Core.Inspecting;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>doctor</c>.</summary>
/// <param name="Clear">Whether nothing is in the way.</param>
/// <param name="Diagnostics">Those of the documents, and those of all checks.</param>
internal sealed record ExaminationJson(
    string Node,
    string Owner,
    bool Clear,
    IReadOnlyList<CheckJson> Checks,
    IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("Examination")
{
    public static ExaminationJson Of(bool isClear, IReadOnlyCollection<Check> checks, string node, string owner, IEnumerable<Diagnostic> faults) => new(
        node,
        owner,
        isClear,
        [.. checks.Select(CheckJson.Of)],
        [.. faults.Concat(checks.SelectMany(c => c.Findings)).Select(DiagnosticJson.Of)]);
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Summary">What was found; <c>null</c> when something is in the way.</param>
/// <param name="Codes">Of its diagnostics.</param>
internal sealed record CheckJson(string Area, bool Clear, string? Summary, IReadOnlyList<string> Codes)
{
    public static CheckJson Of(Check check) => new(check.Area, check.IsClear, check.IsClear ? check.Summary : null, [.. check.Findings.Select(f => f.Code)]);
}
