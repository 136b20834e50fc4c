using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>A change with what it does to traffic.</summary>
/// <param name="Interrupts">The attachments that are cut off; empty unless the impact says <see cref="Impact.Interrupts"/>.</param>
public sealed record PlannedChange(Change Change, Impact Impact, ValueList<DocumentId> Interrupts);

/// <summary>A container that is not there yet; its attachments wait for it and nothing else does.</summary>
public sealed record PendingContainer(Origin Origin, NamespaceId Namespace, string Reason)
{
    /// <summary>Whether it may run all the same, attached as it was: its engine did not tell.</summary>
    public bool IsUncertain { get; init; }
}

/// <summary>How many changes of each kind a plan has.</summary>
public readonly record struct PlanSummary(int Create, int Update, int Replace, int Delete)
{
    public int Total => Create + Update + Replace + Delete;
}

/// <summary>What <c>plan</c> prints and <c>apply</c> does: the changes, and their steps in the order in which they are safe.</summary>
/// <param name="Changes">In the order of each one's first step.</param>
/// <param name="Generations">Those of nf_tables that the plan was computed from.</param>
public sealed record Plan(
    ValueList<PlannedChange> Changes,
    ValueList<Step> Steps,
    ValueList<PendingContainer> Pending,
    ValueList<Diagnostic> Diagnostics,
    ValueList<RulesetGeneration> Generations)
{
    /// <summary>What becomes reachable from outside by it, and what does not stay so.</summary>
    public Exposure Exposure { get; init; } = Exposure.None;

    /// <summary>The connections that are to be forgotten once it is carried out.</summary>
    public StaleFlows StaleFlows { get; init; } = StaleFlows.None;

    /// <summary>How many objects are no longer wanted and stay, since nothing was to be removed.</summary>
    public int Left { get; init; }

    /// <summary>Whether nothing was removed since a container may run of which that is not known.</summary>
    public bool IsUncertain => Pending.Any(p => p.IsUncertain);

    /// <summary>Whether the kernel is already as wished.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Whether a fault forbids to apply it.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);

    public PlanSummary Summary => new(
        Changes.Count(c => c.Change is Change.Create),
        Changes.Count(c => c.Change is Change.Update),
        Changes.Count(c => c.Change is Change.Replace),
        Changes.Count(c => c.Change is Change.Delete));
}
