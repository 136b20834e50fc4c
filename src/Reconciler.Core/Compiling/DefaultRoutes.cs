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
    private readonly Dictionary<string, NetworkSpec> networks =
        documents.Networks.Concat(documents.NetworksLeftAlone).ToDictionary(n => n.Name, n => n.Spec);

    /// <summary>The families in which each attachment gives the default route, by name; those that give none are not in it.</summary>
    /// <param name="attachments">In document order.</param>
    public ILookup<string, IpFamily> Choose(IEnumerable<Document<ContainerAttachmentSpec>> attachments) => attachments
        .GroupBy(a => Attachments.NamespaceOf(a.Spec.Container))
        .SelectMany(container => Enum.GetValues<IpFamily>().Select(family => (Family: family, Chosen: Choose(container.Key, container, family))))
        .Where(choice => choice.Chosen is not null)
        .ToLookup(choice => choice.Chosen!, choice => choice.Family);

    private string? Choose(NamespaceId where, IEnumerable<Document<ContainerAttachmentSpec>> attachments, IpFamily family)
    {
        Document<ContainerAttachmentSpec>? best = attachments
            .Where(a => a.Spec.GatewayPriority != ContainerAttachmentSpec.NoGateway && LeadsOut(a.Spec.Network, family))
            .MaxBy(a => a.Spec.GatewayPriority);
        if (best is null || ForeignDefault(where, family) is not Route foreign)
            return best?.Name;
        wishes.Report(PlanDiagnostics.ForeignDefaultRoute(best, where, foreign));
        return null;
    }

    // Of what is left alone, the network may not be known.
    private bool LeadsOut(string network, IpFamily family) => networks.TryGetValue(network, out NetworkSpec? spec) && spec.LeadsOutIn(family);

    private Route? ForeignDefault(NamespaceId where, IpFamily family) => observed.Of<Route>(where).FirstOrDefault(r =>
        r.Destination == IpPrefix.Default(family) && observed.TryFind(r.Id, out Observed? found) && found.Ownership == Ownership.Foreign);
}
