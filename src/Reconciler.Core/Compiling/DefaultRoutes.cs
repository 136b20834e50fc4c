using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>
/// Which attachment of a container gives it its default route: in each family, that with the highest gateway priority among those
/// whose network has an uplink there.
/// </summary>
internal sealed class DefaultRoutes(DocumentSet documents, Snapshot observed, Wishes wishes)
{
    // Of what is left alone, the network may not be known.
    private readonly HashSet<(string Network, IpFamily)> leadingOut =
    [
        .. documents.Networks.Concat(documents.NetworksLeftAlone)
            .SelectMany(n => Enum.GetValues<IpFamily>().Where(n.Spec.LeadsOutIn).Select(family => (n.Name, family))),
    ];

    /// <summary>The families in which each attachment gives the default route, by name; those that give none are not in it.</summary>
    /// <param name="attachments">In document order.</param>
    public IReadOnlyDictionary<string, ValueList<IpFamily>> Choose(IReadOnlyCollection<Document<ContainerAttachmentSpec>> attachments)
    {
        Dictionary<NamespaceId, Best> containers = new(attachments.Count);
        foreach (Document<ContainerAttachmentSpec> attachment in attachments)
        {
            NamespaceId where = Attachments.NamespaceOf(attachment.Spec.Container);
            Best best = containers.GetValueOrDefault(where);
            containers[where] = new(Better(best.IPv4, attachment, IpFamily.IPv4), Better(best.IPv6, attachment, IpFamily.IPv6));
        }
        Dictionary<string, ValueList<IpFamily>> chosen = new(attachments.Count);
        foreach ((NamespaceId where, Best best) in containers)
        {
            Choose(best.IPv4, where, IpFamily.IPv4, chosen);
            Choose(best.IPv6, where, IpFamily.IPv6, chosen);
        }
        return chosen;
    }

    // Of equal ones, the first.
    private Document<ContainerAttachmentSpec>? Better(Document<ContainerAttachmentSpec>? best, Document<ContainerAttachmentSpec> next, IpFamily family) =>
        next.Spec.GatewayPriority != ContainerAttachmentSpec.NoGateway && leadingOut.Contains((next.Spec.Network, family))
            && (best is null || next.Spec.GatewayPriority > best.Spec.GatewayPriority)
            ? next
            : best;

    private void Choose(Document<ContainerAttachmentSpec>? best, NamespaceId where, IpFamily family, Dictionary<string, ValueList<IpFamily>> chosen)
    {
        if (best is null)
            return;
        if (ForeignDefault(where, family) is Route foreign)
            wishes.Report(PlanDiagnostics.ForeignDefaultRoute(best, where, foreign));
        else
            chosen[best.Name] = [.. chosen.GetValueOrDefault(best.Name), family];
    }

    private Route? ForeignDefault(NamespaceId where, IpFamily family)
    {
        foreach (Observed found in observed.Of(where, typeof(Route)))
        {
            if (found is { Ownership: Ownership.Foreign, Resource: Route route } && route.Destination == IpPrefix.Default(family))
                return route;
        }
        return null;
    }

    // Of those in one container, the attachment to give the default route of each family.
    private readonly record struct Best(Document<ContainerAttachmentSpec>? IPv4, Document<ContainerAttachmentSpec>? IPv6);
}
