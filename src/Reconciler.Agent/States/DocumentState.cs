using Reconciler.Core.Documents;

namespace Reconciler.Agent.States;

/// <summary>How the kernel agrees with a document.</summary>
public enum DocumentCondition
{
    /// <summary>It does.</summary>
    InSync,

    /// <summary>Its container is not there yet.</summary>
    Pending,

    /// <summary>Something that it wants is missing or different, and not put right yet.</summary>
    Drifted,

    /// <summary>It cannot be had as it is: a fault of the document, of what it refers to, or of the host; or others keep undoing it.</summary>
    Failed,
}

/// <summary>The state of one document.</summary>
/// <param name="Reason">Why it is not in sync.</param>
/// <param name="Since">Since when it is in this state, for this reason.</param>
/// <param name="LastChange">When something was last changed in the kernel for it; <c>null</c>: not since the program was started.</param>
public sealed record DocumentState(DocumentId Document, DocumentCondition Condition, string? Reason, DateTimeOffset Since, DateTimeOffset? LastChange);
