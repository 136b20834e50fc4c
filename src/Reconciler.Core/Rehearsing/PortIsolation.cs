using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Rehearsing;

/// <summary>Finds what no ruleset sees: frames that a bridge does not forward.</summary>
public static class PortIsolation
{
    /// <summary>The bridge that keeps the two apart; <c>null</c>: none does.</summary>
    /// <param name="host">The host that both are on.</param>
    public static string? Between(DocumentId one, DocumentId other, Snapshot host)
    {
        ILookup<DocumentId?, Link> isolated = host.Of<Link>(NamespaceId.Host).Where(l => l.Port is { Isolated: true }).ToLookup(l => OwnershipMark.DocumentOf(l.Alias));
        return isolated[one].Select(l => l.Master).Intersect(isolated[other].Select(l => l.Master)).FirstOrDefault();
    }
}
