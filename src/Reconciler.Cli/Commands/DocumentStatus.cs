using Reconciler.Core.Documents;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Commands;

/// <summary>Whether the kernel agrees with a document.</summary>
internal enum DocumentState
{
    InSync,

    /// <summary>Something that it wants is missing or different.</summary>
    Drifted,

    /// <summary>Its container is not there yet.</summary>
    Pending,
}

/// <summary>How the kernel agrees with one document.</summary>
/// <param name="Reason">Why it is pending.</param>
/// <param name="Changes">What would put it right.</param>
internal sealed record DocumentStatus(
    DocumentEntry Document, DocumentState State, string? Reason, IReadOnlyList<PlannedChange> Changes)
{
    /// <summary>The status of each document; a plan that does nothing for a document finds it in sync.</summary>
    public static IReadOnlyList<DocumentStatus> Of(DocumentSet documents, Plan plan)
    {
        ILookup<DocumentId?, PlannedChange> changes = plan.Changes.ToLookup(c => c.Change.Origin?.Document);
        ILookup<DocumentId, PendingContainer> pending = plan.Pending.ToLookup(p => p.Origin.Document);
        return [.. DocumentEntry.OfHosts(documents).Select(d => Of(d, [.. changes[d.Id]], pending[d.Id].FirstOrDefault()?.Reason))];
    }

    /// <summary>What is there and no document wants.</summary>
    public static IReadOnlyList<PlannedChange> Unwanted(Plan plan) => [.. plan.Changes.Where(c => c.Change.Origin is null)];

    private static DocumentStatus Of(DocumentEntry document, PlannedChange[] changes, string? reason) => new(
        document,
        reason is not null ? DocumentState.Pending : changes.Length > 0 ? DocumentState.Drifted : DocumentState.InSync,
        reason,
        changes);
}
