using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>plan</c>.</summary>
internal sealed record PlanJson(
    string Node,
    string Owner,
    SummaryJson Summary,
    IReadOnlyList<ChangeJson> Changes,
    int Left,
    IReadOnlyList<PendingJson> Pending,
    ExposureJson Exposure,
    IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("Plan")
{
    public static PlanJson Of(Plan plan, string node, string owner, IEnumerable<Diagnostic> diagnostics) => new(
        node,
        owner,
        SummaryJson.Of(plan.Summary),
        ChangeJson.Of(plan.Changes, plan.Steps),
        plan.Left,
        [.. plan.Pending.Select(PendingJson.Of)],
        ExposureJson.Of(plan.Exposure),
        [.. diagnostics.Select(DiagnosticJson.Of)]);
}

/// <summary>How many changes of each kind there are.</summary>
internal sealed record SummaryJson(int Create, int Update, int Replace, int Delete)
{
    public static SummaryJson Of(PlanSummary summary) => new(summary.Create, summary.Update, summary.Replace, summary.Delete);
}

/// <summary>A container that is waited for.</summary>
internal sealed record PendingJson(string Document, string Namespace, string Reason, SourceJson Source)
{
    public static PendingJson Of(PendingContainer pending) => new(
        pending.Origin.Document.ToString(), pending.Namespace.ToString(), pending.Reason, SourceJson.Of(pending.Origin.At));
}
