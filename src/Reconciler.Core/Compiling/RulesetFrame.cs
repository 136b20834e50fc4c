using Reconciler.Core.Compiling.Policies;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Core.Compiling;

/// <summary>The part of the host's table that is the same whatever the documents say: sets, maps, chains and rules.</summary>
internal static class RulesetFrame
{
    /// <summary>Our bridges: only packets of theirs are judged.</summary>
    public const string Bridges = "bridges";

    /// <summary>Pairs of bridges, from and to, between which connections may be opened.</summary>
    public const string Allowed = "allowed";

    /// <summary><c>NF_IP_PRI_NAT_DST</c> of linux/netfilter_ipv4.h</summary>
    public const int DestinationNat = -100;

    private const string Judge = "judge";

    // NF_IP_PRI_*
    private const int Raw = -300;
    private const int Filter = 0;
    private const int SourceNat = 100;

    /// <summary>Bridges of networks that reach the outside and publish ports.</summary>
    public static string Uplinked(IpFamily family) => "uplinked-" + Suffix(family);

    /// <summary>Bridges of networks whose containers are reached without translation.</summary>
    public static string Routed(IpFamily family) => "routed-" + Suffix(family);

    /// <summary>Subnets whose packets leave under a certain address, with it.</summary>
    public static string Sources(IpFamily family) => "sources-" + Suffix(family);

    /// <summary>Subnets whose packets leave under the host's address.</summary>
    public static string Masqueraded(IpFamily family) => "masqueraded-" + Suffix(family);

    /// <summary>Subnets with their bridge: a container that reaches a port of its own network by way of the host.</summary>
    public static string Hairpin(IpFamily family) => "hairpin-" + Suffix(family);

    /// <summary>The table, its sets and maps without elements, its chains.</summary>
    public static IEnumerable<Resource> Of(NftTable table) =>
        [table, .. Sets(table), .. HostPolicies.Sets(table), .. Chains(table), .. HostPolicies.Chains(table)];

    private static IEnumerable<NftSet> Sets(NftTable table)
    {
        yield return new(table, Bridges) { Key = [NftType.InterfaceName] };
        yield return new(table, Allowed) { Key = [NftType.InterfaceName, NftType.InterfaceName] };
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            NftType address = NftTypes.AddressOf(family);
            yield return new(table, Uplinked(family)) { Key = [NftType.InterfaceName] };
            yield return new(table, Routed(family)) { Key = [NftType.InterfaceName] };
            yield return new(table, Sources(family)) { Key = [address], Data = [address], Interval = true };
            yield return new(table, Masqueraded(family)) { Key = [address], Interval = true };
            yield return new(table, Hairpin(family)) { Key = [address, NftType.InterfaceName], Interval = true };
            foreach (NftSet set in PortFrame.Sets(table, family).Concat(TrafficFrame.Sets(table, family)))
                yield return set;
        }
    }

    private static IEnumerable<NftChain> Chains(NftTable table)
    {
        yield return new(table, "raw") { Base = new("filter", NftHook.Prerouting, Raw), Rules = [LoopbackFromElsewhere] };
        foreach (NftChain chain in PortFrame.Chains(table).Concat(TrafficFrame.Chains(table)))
            yield return chain;
        yield return new(table, "forward") { Base = new("filter", NftHook.Forward, Filter), Rules = [To(OutputInterface), To(InputInterface)] };
        yield return new(table, Judge) { Rules = Judgement };
        yield return new(table, "postrouting")
        {
            Base = new("nat", NftHook.Postrouting, SourceNat),
            Rules = [WithinTheHost, .. Leave(IpFamily.IPv4), FromLoopback, .. Leave(IpFamily.IPv6)],
        };
    }

    // route_localnet on a bridge would let containers reach what the host serves on 127.0.0.1.
    private static NftRule LoopbackFromElsewhere => NftRule.Of(
        new NftStatement.Match(InputInterface, new NftValue.Interface("lo"), Negated: true),
        new NftStatement.Family(IpFamily.IPv4),
        new NftStatement.Match(IPv4Destination, new NftValue.Prefix(IpPrefix.Parse("127.0.0.0/8"))),
        Verdict(NftVerdict.Drop));

    // A host that speaks to one of its own addresses by another, a gateway's, leaves no network.
    private static NftRule WithinTheHost => NftRule.Of(new NftStatement.Match(OutputInterface, new NftValue.Interface("lo")), Verdict(NftVerdict.Accept));

    private static NftRule To(NftSelector side) => NftRule.Of(new NftStatement.InSet([side], Bridges), Verdict(NftVerdict.Goto, Judge));

    /// <summary>Whoever is connected stays so.</summary>
    public static NftRule Known => NftRule.Of(
        new NftStatement.ConnectionState(ConnectionStates.Established | ConnectionStates.Related), Verdict(NftVerdict.Accept));

    private static ValueList<NftRule> Judgement =>
    [
        Known,
        NftRule.Of(new NftStatement.ConnectionState(ConnectionStates.Invalid), Verdict(NftVerdict.Drop)),
        .. HostPolicies.Ask(PolicyDirection.Ingress),
        NftRule.Of(new NftStatement.InSet([InputInterface, OutputInterface], Allowed), Verdict(NftVerdict.Accept)),
        NftRule.Of(new NftStatement.Family(IpFamily.IPv4), new NftStatement.InSet([OutputInterface], Uplinked(IpFamily.IPv4)),
            new NftStatement.Translated(), Verdict(NftVerdict.Accept)),
        NftRule.Of(new NftStatement.Family(IpFamily.IPv6), new NftStatement.InSet([OutputInterface], Uplinked(IpFamily.IPv6)),
            new NftStatement.Translated(), Verdict(NftVerdict.Accept)),
        .. Open(IpFamily.IPv4, NftValue.Protocol.Icmp),
        .. Open(IpFamily.IPv6, NftValue.Protocol.IcmpV6),
        NftRule.Of(new NftStatement.InSet([OutputInterface], Bridges), Verdict(NftVerdict.Drop)),
        NftRule.Of(new NftStatement.Family(IpFamily.IPv4), new NftStatement.InSet([InputInterface], Uplinked(IpFamily.IPv4)), Verdict(NftVerdict.Accept)),
        NftRule.Of(new NftStatement.Family(IpFamily.IPv6), new NftStatement.InSet([InputInterface], Uplinked(IpFamily.IPv6)), Verdict(NftVerdict.Accept)),
        NftRule.Of(Verdict(NftVerdict.Drop)),
    ];

    private static ValueList<NftRule> Open(IpFamily family, TransportProtocol icmp) =>
    [
        NftRule.Of(new NftStatement.Family(family), new NftStatement.InSet([OutputInterface], Routed(family)),
            new NftStatement.Match(Layer4Protocol, new NftValue.Protocol(icmp)), Verdict(NftVerdict.Accept)),
        .. PortFrame.Open(family, new NftStatement.InSet([OutputInterface], Routed(family))),
    ];

    private static ValueList<NftRule> Leave(IpFamily family) =>
    [
        NftRule.Of(new NftStatement.Family(family),
            new NftStatement.InSet([OutputInterface], Bridges, Negated: true),
            new NftStatement.SourceNat(family, [Source(family)], Sources(family))),
        NftRule.Of(new NftStatement.Family(family),
            new NftStatement.InSet([Source(family)], Masqueraded(family)),
            new NftStatement.InSet([OutputInterface], Bridges, Negated: true),
            new NftStatement.Masquerade()),
        NftRule.Of(new NftStatement.Family(family),
            new NftStatement.InSet([Source(family), OutputInterface], Hairpin(family)),
            new NftStatement.Translated(),
            new NftStatement.Masquerade()),
    ];

    private static NftRule FromLoopback => NftRule.Of(
        new NftStatement.Family(IpFamily.IPv4),
        new NftStatement.Match(IPv4Source, new NftValue.Prefix(IpPrefix.Parse("127.0.0.0/8"))),
        new NftStatement.InSet([OutputInterface], Bridges),
        new NftStatement.Masquerade());

    public static NftStatement.Verdict Verdict(NftVerdict verdict, string? chain = null) => new(verdict, chain);

    public static NftSelector Source(IpFamily family) => family == IpFamily.IPv4 ? IPv4Source : IPv6Source;

    public static NftSelector Destination(IpFamily family) => family == IpFamily.IPv4 ? IPv4Destination : IPv6Destination;

    public static string Suffix(IpFamily family) => family == IpFamily.IPv4 ? "ip" : "ip6";
}
