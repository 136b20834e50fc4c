using Reconciler.Cli.Commands;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>status</c>.</summary>
/// <param name="Unwanted">What is there and no document wants any more.</param>
internal sealed record StatusJson(
    string Node,
    string Owner,
    bool InSync,
    IReadOnlyList<DocumentStatusJson> Documents,
    IReadOnlyList<ChangeJson> Unwanted,
    IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("Status")
{
    public static StatusJson Of(HostRun run, bool inSync, IEnumerable<DocumentStatus> documents, IEnumerable<PlannedChange> unwanted) => new(
        run.Node,
        run.Owner,
        inSync,
        [.. documents.Select(d => DocumentStatusJson.Of(d, run.Plan.Steps))],
        ChangeJson.Of(unwanted, run.Plan.Steps),
        [.. run.Diagnostics.Select(DiagnosticJson.Of)]);
}

/// <summary>How the kernel agrees with one document.</summary>
/// <param name="State"><c>inSync</c>, <c>drifted</c> or <c>pending</c>.</param>
/// <param name="Reason">Why it is pending.</param>
/// <param name="Changes">What would put it right.</param>
internal sealed record DocumentStatusJson(string Document, string State, string? Reason, SourceJson Source, IReadOnlyList<ChangeJson> Changes)
{
    public static DocumentStatusJson Of(DocumentStatus status, IEnumerable<Step> steps) => new(
        status.Document.Id.ToString(),
        JsonOutput.Name(status.State),
        status.Reason,
        SourceJson.Of(status.Document.At),
        ChangeJson.Of(status.Changes, steps));
}
