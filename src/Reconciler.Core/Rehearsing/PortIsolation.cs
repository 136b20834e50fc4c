using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Rehearsing;

/// <summary>Finds what no ruleset sees: frames that a bridge does not forward.</summary>
public static class PortIsolation
{
    /// <summary>The bridge that keeps apart who asks and who is asked; <c>null</c>: none does.</summary>
    /// <param name="hosts">As they are, by their names.</param>
    public static Decision.IsolatedPorts? Of(Probe probe, IReadOnlyDictionary<string, Snapshot> hosts) =>
        probe.Listener is { } listener && listener.Host == probe.From.Host && hosts.TryGetValue(listener.Host, out Snapshot? host)
            && Between(IdOf(probe.From), IdOf(listener), host) is { } bridge
            ? new(bridge)
            : null;

    /// <summary>The bridge that keeps the two apart; <c>null</c>: none does.</summary>
    /// <param name="host">The host that both are on.</param>
    public static string? Between(DocumentId one, DocumentId other, Snapshot host)
    {
        ILookup<DocumentId?, Link> isolated = host.Of<Link>(NamespaceId.Host).Where(l => l.Port is { Isolated: true }).ToLookup(l => OwnershipMark.DocumentOf(l.Alias));
        return isolated[one].Select(l => l.Master).Intersect(isolated[other].Select(l => l.Master)).FirstOrDefault();
    }

    private static DocumentId IdOf(Place container) => new(DocumentKind.ContainerAttachment, container.Name);
}
