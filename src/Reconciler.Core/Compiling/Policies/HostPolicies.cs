using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Compiling.RulesetFrame;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>
/// What policies have in the host's table: the same once more for packets that pass through the host or are for it, so that a container
/// whose own table somebody changes still gets no further.
/// </summary>
internal static class HostPolicies
{
    private const string Sent = "sent";
    private const string AskSent = "ask-sent";
    private const int BeforeTranslation = -150; // NF_IP_PRI_MANGLE of linux/netfilter_ipv4.h

    /// <summary>Sets, without what containers add to them.</summary>
    public static IEnumerable<Resource> Sets(NftTable table)
    {
        foreach (Resource resource in NeighbourDiscovery.Set(table))
            yield return resource;
        foreach (PolicyDirection direction in Enum.GetValues<PolicyDirection>())
        {
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
            {
                NftType address = NftTypes.AddressOf(family);
                yield return new NftSet(table, PolicySets.Closed(direction, family)) { Key = [address] };
                yield return new NftSet(table, PolicySets.Open(direction, family)) { Key = [address, address, NftType.InetProtocol, NftType.InetService], Interval = true };
            }
        }
    }

    /// <summary>Chains that end for whom nothing is open, and the one that asks before anything is translated.</summary>
    public static IEnumerable<NftChain> Chains(NftTable table)
    {
        // Whom a container asks for counts before published ports lead elsewhere, as in its own table; and whether that is the host itself
        // or lies behind it is all the same here.
        yield return new(table, Sent)
        {
            Base = new("filter", NftHook.Prerouting, BeforeTranslation),
            Rules = [NftRule.Of(new NftStatement.InSet([InputInterface], Bridges), Verdict(NftVerdict.Goto, AskSent))],
        };
        yield return new(table, AskSent)
        {
            Rules = [Known, .. Ask(PolicyDirection.Egress)],
        };
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            yield return Judge(table, PolicyDirection.Ingress, family, [Destination(family), Source(family), Layer4Protocol, DestinationPort]);
            yield return Judge(table, PolicyDirection.Egress, family, [Source(family), Destination(family), Layer4Protocol, DestinationPort]);
        }
    }

    /// <summary>Rules that lead there; what policies leave open comes back.</summary>
    public static IEnumerable<NftRule> Ask(PolicyDirection direction)
    {
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            yield return NftRule.Of(
                new NftStatement.Family(family),
                new NftStatement.InSet([direction == PolicyDirection.Ingress ? Destination(family) : Source(family)], PolicySets.Closed(direction, family)),
                Verdict(NftVerdict.Jump, PolicySets.Judge(direction, family)));
        }
    }

    /// <summary>The elements of a container.</summary>
    public static void Want(AttachedContainer container, Closure closure, NftTable table, Wishes wishes)
    {
        foreach (IpAddress address in container.Addresses.Select(a => a.Address))
        {
            wishes.Want(new NftElement(table, PolicySets.Closed(closure.Direction, address.Family), [new NftValue.Address(address)]), closure.Origin);
            foreach (Opening opening in closure.Openings.Where(o => o.Peers.Family == address.Family))
            {
                ValueList<NftValue> key = [new NftValue.Prefix(IpPrefix.Single(address)), .. opening.Values];
                wishes.Want(new NftElement(table, PolicySets.Open(closure.Direction, address.Family), key), opening.Origin);
            }
        }
        // By its link-local address a container has nothing to say to the host but what neighbours say.
        if (closure.Direction == PolicyDirection.Egress && container.Addresses.Any(a => a.Family == IpFamily.IPv6))
            wishes.Want(new NftElement(table, PolicySets.Closed(PolicyDirection.Egress, IpFamily.IPv6), [new NftValue.Address(container.Mac.ToLinkLocal())]), closure.Origin);
    }

    private static NftChain Judge(NftTable table, PolicyDirection direction, IpFamily family, ValueList<NftSelector> key) =>
        new(table, PolicySets.Judge(direction, family))
        {
            Rules =
            [
                NeighbourDiscovery.Rule(NftVerdict.Return),
                NftRule.Of(new NftStatement.Family(family), new NftStatement.InSet(key, PolicySets.Open(direction, family)), Verdict(NftVerdict.Return)),
                NftRule.Of(Verdict(NftVerdict.Drop)),
            ],
        };
}
