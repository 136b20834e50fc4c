using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>Finds the containers of attachments on a host, with the addresses that they have there.</summary>
public static class Placements
{
    /// <param name="host">The host itself.</param>
    /// <param name="documents">What concerns the host.</param>
    /// <param name="observed">The host as it is once they are applied.</param>
    public static IEnumerable<PlacedAttachment> On(Place host, DocumentSet documents, Snapshot observed)
    {
        ILookup<DocumentId?, (NamespaceId Namespace, string Name)> interfaces = observed.Resources
            .Where(o => o.Ownership != Ownership.Foreign)
            .Select(o => o.Resource).OfType<Link>()
            .ToLookup(l => OwnershipMark.DocumentOf(l.Alias), InContainer);
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            NamespaceId where = Compiler.NamespaceOf(attachment.Spec.Container);
            IpAddress[] addresses = [.. interfaces[attachment.Id].SelectMany(i => observed.Of<Address>(i.Namespace).Where(a => a.Link == i.Name)).Select(a => a.Prefix.Address)];
            bool isHost = observed.Aliases.TryGetValue(where, out NamespaceId known) && known.IsHost;
            yield return new(attachment, isHost
                ? host with { Name = attachment.Name }
                : new(host.Host, where, attachment.Name, addresses.Where(a => !a.IsLinkLocal).ToValueList()));
        }
    }

    private static (NamespaceId, string) InContainer(Link link) =>
        link.Type is LinkType.Veth { Peer: VethPeer peer } ? (peer.Namespace, peer.Name) : (link.Namespace, link.Name);
}
