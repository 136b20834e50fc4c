using Reconciler.Core.Compiling.Policies;
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
internal sealed class Ruleset(OwnershipMark mark, Closures closures, Wishes wishes)
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
        PublishedPorts ports = new(table, wishes);
        foreach (AttachedContainer container in network.Containers)
        {
            ports.Publish(network, container);
            foreach (Closure closure in closures.Of(container))
                HostPolicies.Want(container, closure, table, wishes);
        }
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

    private void Put(string set, ValueList<NftValue> key, Origin origin) => wishes.Want(new NftElement(table, set, key), origin);
}
