using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Which attachment has an address, and which network a bridge: the links say it themselves.</summary>
internal sealed class Whereabouts
{
    private readonly Dictionary<IpAddress, DocumentId> attachments = [];
    private readonly Dictionary<string, DocumentId> networks = [];

    public Whereabouts(IEnumerable<Resource> resources)
    {
        Resource[] all = [.. resources];
        Dictionary<(NamespaceId, string), DocumentId> interfaces = [];
        foreach (Link link in all.OfType<Link>().Where(l => l.Namespace.IsHost))
        {
            if (OwnershipMark.DocumentOf(link.Alias) is not DocumentId document)
                continue;
            if (link.Type is LinkType.Veth { Peer: VethPeer peer })
                interfaces[(peer.Namespace, peer.Name)] = document;
            else if (link.Type is LinkType.Bridge)
                networks[link.Name] = document;
        }
        foreach (Address address in all.OfType<Address>())
        {
            if (interfaces.TryGetValue((address.Namespace, address.Link), out DocumentId attachment))
                attachments[address.Prefix.Address] = attachment;
        }
    }

    /// <summary>The attachment that has the address; <c>null</c>: none.</summary>
    public DocumentId? AttachmentOf(IpAddress address) => attachments.TryGetValue(address, out DocumentId attachment) ? attachment : null;

    /// <summary>The network whose bridge it is; <c>null</c>: none.</summary>
    public DocumentId? NetworkOf(string bridge) => networks.TryGetValue(bridge, out DocumentId network) ? network : null;
}
