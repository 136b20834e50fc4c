using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>By which addresses the peers of policies are known on this host.</summary>
internal sealed class PolicyPeers(ValueList<AttachedNetwork> networks)
{
    private readonly (Document<ContainerAttachmentSpec> Document, ValueList<IpPrefix> Addresses)[] attachments =
    [
        .. networks.SelectMany(n => n.Containers).Select(c => (c.Document, c.Addresses)),
        .. networks.SelectMany(n => n.Peers).SelectMany(p => p.Containers).Select(c => (c.Document, c.Addresses)),
    ];

    /// <summary>The addresses of a peer in a family.</summary>
    public IEnumerable<IpRange> Of(PeerSpec peer, IpFamily family) => peer switch
    {
        PeerSpec.Addresses addresses => addresses.Cidr.Family == family ? IpRange.Of(addresses.Cidr).Without(addresses.Except.Select(IpRange.Of)) : [],
        PeerSpec.Attachments { Selector: { IsWholeNetwork: true, Network: string name } } when OursOf(name) is AttachedNetwork network => RangesOf(network, family),
        PeerSpec.Attachments selected => AddressesOf(selected.Selector).Where(a => a.Family == family).Select(IpRange.Single),
        _ => throw new ArgumentOutOfRangeException(nameof(peer), peer, "no such peer"),
    };

    private AttachedNetwork? OursOf(string name) => networks.FirstOrDefault(n => n.Name == name && !n.Spec.IsSomebodyElses);

    // In a subnet of ours nobody but containers can have an address, besides the host, whose own is the gateway's.
    private static IEnumerable<IpRange> RangesOf(AttachedNetwork network, IpFamily family)
    {
        foreach (SubnetSpec subnet in network.Spec.Subnets.Where(s => s.Cidr.Family == family))
        {
            IpRange all = IpRange.Of(subnet.Cidr);
            foreach (IpRange range in network.Spec.GatewayOf(subnet) is IpAddress gateway ? all.Without(IpRange.Single(gateway)) : [all])
                yield return range;
        }
    }

    private IEnumerable<IpAddress> AddressesOf(AttachmentSelector selector) =>
        attachments.Where(a => selector.Selects(a.Document)).SelectMany(a => a.Addresses).Select(a => a.Address);
}
