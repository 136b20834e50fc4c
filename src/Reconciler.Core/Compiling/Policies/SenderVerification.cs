using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>
/// The table of the bridge family: what a port sends must be from the container's own addresses, so that nobody is taken for another
/// whom a policy lets in. It needs no connection tracking, which bridges have on some kernels only.
/// </summary>
internal sealed class SenderVerification(OwnershipMark mark, Wishes wishes)
{
    private const string Verified = "verified";
    private const string Verify = "verify";

    // net/ndisc.h
    private const byte RouterAdvertisement = 134;
    private const byte NeighbourAdvertisement = 136;
    private const byte Redirect = 137;
    private const int Filter = -200; // NF_BR_PRI_FILTER_BRIDGED of linux/netfilter_bridge.h

    private readonly NftTable table = new(NamespaceId.Host, NftFamily.Bridge, mark.Table);

    public void Want(AttachedContainer container)
    {
        Origin origin = container.From("spec.addresses");
        foreach (Resource resource in Frame())
            wishes.Want(resource, origin);
        NftValue.Interface port = new(container.HostInterface);
        NftValue.Mac mac = new(container.Mac);
        wishes.Want(new NftElement(table, Verified, [port]), origin);
        foreach (IpAddress address in SendersOf(container))
            wishes.Want(new NftElement(table, Senders(address.Family), [port, mac, new NftValue.Address(address)]), origin);
    }

    // With IPv6 comes a link-local address, and nobody's address, by which the container asks whether somebody has its own.
    private static IEnumerable<IpAddress> SendersOf(AttachedContainer container) => container.Addresses.Any(a => a.Family == IpFamily.IPv6)
        ? [.. container.Addresses.Select(a => a.Address), container.Mac.ToLinkLocal(), new IpAddress(IpFamily.IPv6, UInt128.Zero)]
        : container.Addresses.Select(a => a.Address);

    private IEnumerable<Resource> Frame()
    {
        yield return table;
        yield return new NftSet(table, Verified) { Key = [NftType.InterfaceName] };
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            yield return new NftSet(table, Senders(family)) { Key = [NftType.InterfaceName, NftType.EtherAddress, NftTypes.AddressOf(family)] };
        yield return new NftChain(table, "prerouting")
        {
            Base = new("filter", NftHook.Prerouting, Filter),
            Rules = [NftRule.Of(new NftStatement.InSet([InputInterface], Verified), new NftStatement.Verdict(NftVerdict.Goto, Verify))],
        };
        yield return new NftChain(table, Verify)
        {
            Rules =
            [
                Own(IpFamily.IPv4, IPv4Source, new NftStatement.EtherType(NftEtherType.Ip)),
                Own(IpFamily.IPv4, ArpSource, new NftStatement.EtherType(NftEtherType.Arp)),
                // The way out is the host's to say.
                Dropped(RouterAdvertisement),
                Dropped(Redirect),
                // Whom a neighbour advertisement speaks of stands in it once more.
                Dropped(NeighbourAdvertisement, new NftStatement.InSet([InputInterface, EtherSource, NeighbourTarget], Senders(IpFamily.IPv6), Negated: true)),
                Own(IpFamily.IPv6, IPv6Source, new NftStatement.EtherType(NftEtherType.Ip6)),
                NftRule.Of(new NftStatement.Verdict(NftVerdict.Drop)),
            ],
        };
    }

    private static NftRule Dropped(byte type, params NftStatement[] when) => new(
    [
        new NftStatement.EtherType(NftEtherType.Ip6),
        new NftStatement.Match(Layer4Protocol, new NftValue.Protocol(NftValue.Protocol.IcmpV6)),
        new NftStatement.Match(Icmp6Type, new NftValue.Icmp6Type(type)),
        .. when,
        new NftStatement.Verdict(NftVerdict.Drop),
    ]);

    private static NftRule Own(IpFamily family, NftSelector sender, NftStatement.EtherType type) => NftRule.Of(
        type, new NftStatement.InSet([InputInterface, EtherSource, sender], Senders(family)), new NftStatement.Verdict(NftVerdict.Accept));

    private static string Senders(IpFamily family) => "senders-" + RulesetFrame.Suffix(family);
}
