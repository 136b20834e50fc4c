using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Agent.Revisions;

/// <summary>Which version of each document is to be had.</summary>
/// <param name="Documents">They contradict each other in nothing.</param>
/// <param name="Setbacks">The documents of the newest revision that are not among them as it says them, and why.</param>
/// <param name="IsWhole">Whether every document is there in some version; otherwise what nobody wants may be wanted by a missing one.</param>
public sealed record Choice(DocumentSet Documents, IReadOnlyDictionary<DocumentId, string> Setbacks, bool IsWhole)
{
    /// <summary>The last good version of each document once these are in the kernel.</summary>
    public DocumentSet Good { get; init; } = Documents;

    /// <summary>Why nothing of the revision can be had; the earlier documents stay.</summary>
    public ValueList<Diagnostic> Refusal { get; init; } = [];
}
