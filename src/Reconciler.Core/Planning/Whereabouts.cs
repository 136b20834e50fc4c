using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Which attachment has an address, and which network a bridge: the links say it themselves.</summary>
internal sealed class Whereabouts
{
    private readonly Dictionary<IpAddress, DocumentId> attachments;
    private readonly Dictionary<string, DocumentId> networks = [];

    /// <param name="asked">Those whose whereabouts will be asked for.</param>
    /// <param name="links">The host's.</param>
    public Whereabouts(List<Address> asked, List<Link> links)
    {
        Dictionary<(NamespaceId, string), Link> leading = new(links.Count);
        foreach (Link link in links)
        {
            if (link.Type is LinkType.Bridge && OwnershipMark.DocumentOf(link.Alias) is DocumentId network)
                networks[link.Name] = network;
            else if (link.Type is LinkType.Veth { Peer: VethPeer peer })
                leading[(peer.Namespace, peer.Name)] = link;
        }
        attachments = new(asked.Count);
        foreach (Address address in asked)
        {
            if (leading.TryGetValue((address.Namespace, address.Link), out Link? link) && OwnershipMark.DocumentOf(link.Alias) is DocumentId attachment)
                attachments[address.Prefix.Address] = attachment;
        }
    }

    /// <summary>The attachment that has the address; <c>null</c>: none.</summary>
    public DocumentId? AttachmentOf(IpAddress address) => attachments.TryGetValue(address, out DocumentId attachment) ? attachment : null;

    /// <summary>The network whose bridge it is; <c>null</c>: none.</summary>
    public DocumentId? NetworkOf(string bridge) => networks.TryGetValue(bridge, out DocumentId network) ? network : null;
}
