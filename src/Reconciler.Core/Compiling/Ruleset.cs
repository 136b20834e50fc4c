using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>
/// The host's nf_tables table: rules that never change in number, and the elements that each network, attachment and port adds to
/// its sets and maps. A packet costs the same however many there are.
/// </summary>
internal sealed class Ruleset(OwnershipMark mark, Wishes wishes)
{
    private readonly NftTable table = new(NamespaceId.Host, NftFamily.Inet, mark.Table);
    private bool framed;

    /// <summary>Adds what lets a network's packets pass, and leads its published ports to their containers.</summary>
    public void Admit(AttachedNetwork network)
    {
        Origin origin = network.From("spec.mode");
        WantFrame(origin);
        NftValue.Interface port = new(network.Bridge);
        Put(RulesetFrame.Bridges, [port], origin);
        if (network.Spec.InterContainerTraffic == InterContainerTraffic.Allow)
            Put(RulesetFrame.Allowed, [port, port], origin);
        for (int i = 0; i < network.Spec.ReachableFrom.Count; i++)
        {
            NftValue.Interface from = new(network.ReachableFromBridges[i]);
            Put(RulesetFrame.Allowed, [from, port], network.From($"spec.reachableFrom[{i}]"));
        }
        foreach (SubnetSpec subnet in network.Spec.Subnets)
        {
            PutUplink(network, subnet.Cidr, port);
            Put(RulesetFrame.Hairpin(subnet.Cidr.Family), [new NftValue.Prefix(subnet.Cidr), port], network.From("spec.subnets"));
        }
        foreach (AttachedContainer container in network.Containers)
            PublishPorts(network, container);
    }

    private void WantFrame(Origin origin)
    {
        if (framed)
            return;
        framed = true;
        foreach (Resource resource in RulesetFrame.Of(table))
            wishes.Want(resource, origin);
    }

    private void PutUplink(AttachedNetwork network, IpPrefix subnet, NftValue.Interface port)
    {
        Origin origin = network.From("spec.uplink");
        Uplink uplink = network.Spec.Uplink.For(subnet.Family);
        if (uplink != Uplink.None)
            Put(RulesetFrame.Uplinked(subnet.Family), [port], origin);
        if (uplink == Uplink.Routed)
            Put(RulesetFrame.Routed(subnet.Family), [port], origin);
        if (uplink == Uplink.Nat)
            PutSource(network, subnet);
    }

    private void PutSource(AttachedNetwork network, IpPrefix subnet)
    {
        ValueList<NftValue> key = [new NftValue.Prefix(subnet)];
        for (int i = 0; i < network.Spec.UplinkAddress.Count; i++)
        {
            IpAddress source = network.Spec.UplinkAddress[i];
            if (source.Family != subnet.Family)
                continue;
            NftElement element = new(table, RulesetFrame.Sources(subnet.Family), key) { Data = [new NftValue.Address(source)] };
            wishes.Want(element, network.From($"spec.uplinkAddress[{i}]"));
            return;
        }
        Put(RulesetFrame.Masqueraded(subnet.Family), key, network.From("spec.subnets"));
    }

    private void PublishPorts(AttachedNetwork network, AttachedContainer container)
    {
        for (int i = 0; i < container.Document.Spec.Ports.Count; i++)
        {
            PortSpec port = container.Document.Spec.Ports[i];
            foreach (IpPrefix address in container.Addresses.Where(a => port.Address is null || port.Address.Value.Family == a.Family))
                Publish(network, port, address.Address, container.From($"spec.ports[{i}]"));
        }
    }

    private void Publish(AttachedNetwork network, PortSpec port, IpAddress container, Origin origin)
    {
        NftValue.Protocol protocol = new(port.Protocol);
        for (int offset = 0; offset < port.Host.Count; offset++)
        {
            NftValue.Port host = new((ushort)(port.Host.First + offset));
            NftValue.Port service = new((ushort)(port.Container.First + offset));
            if (network.Spec.Uplink.For(container.Family) == Uplink.Routed)
                Put(RulesetFrame.Services(container.Family), [new NftValue.Address(container), protocol, service], origin);
            else if (port.Address is { IsUnspecified: false } address)
                Put(RulesetFrame.PublishedOn(container.Family), [new NftValue.Address(address), protocol, host], origin, container, service);
            else
                Put(RulesetFrame.Published(container.Family), [protocol, host], origin, container, service);
        }
    }

    private void Put(string set, ValueList<NftValue> key, Origin origin) => wishes.Want(new NftElement(table, set, key), origin);

    private void Put(string map, ValueList<NftValue> key, Origin origin, IpAddress container, NftValue.Port service) =>
        wishes.Want(new NftElement(table, map, key) { Data = [new NftValue.Address(container), service] }, origin);
}
