using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Core.Compiling;

/// <summary>The part of the frame that is about published ports: where they lead, and who is let in.</summary>
internal static class PortFrame
{
    private static readonly ValueList<string> MapsIPv4 = MapsOf(IpFamily.IPv4);
    private static readonly ValueList<string> MapsIPv6 = MapsOf(IpFamily.IPv6);

    /// <summary>The chain that packets from elsewhere pass before their destination is translated; what the host sends itself does not.</summary>
    public const string Guard = "guard";

    /// <summary>The chain that translates destinations.</summary>
    public const string Publish = "publish";

    /// <summary>Published ports of all host addresses: protocol and port to container address and port.</summary>
    public static string Published(IpFamily family) => family == IpFamily.IPv4 ? "published-ip" : "published-ip6";

    /// <summary>Published ports of one host address each.</summary>
    public static string PublishedOn(IpFamily family) => family == IpFamily.IPv4 ? "published-on-ip" : "published-on-ip6";

    /// <summary>Ranges of ports of all host addresses, to the same ports of a container: the kernel keeps no offsets between different ones.</summary>
    public static string Ranges(IpFamily family) => family == IpFamily.IPv4 ? "published-ranges-ip" : "published-ranges-ip6";

    /// <summary>Such ranges of one host address each.</summary>
    public static string RangesOn(IpFamily family) => family == IpFamily.IPv4 ? "published-ranges-on-ip" : "published-ranges-on-ip6";

    /// <summary>All maps that lead ports of the host to containers.</summary>
    public static ValueList<string> Maps(IpFamily family) => family == IpFamily.IPv4 ? MapsIPv4 : MapsIPv6;

    /// <summary>The family of one of these maps; <c>null</c>: it is another set.</summary>
    public static IpFamily? FamilyOfMap(string set) => MapsIPv4.Contains(set) ? IpFamily.IPv4 : MapsIPv6.Contains(set) ? IpFamily.IPv6 : null;

    /// <summary>Host address, protocol and ports that are not open to everybody; a published port of all addresses is one of 0.0.0.0/0.</summary>
    public static string Guarded(IpFamily family) => family == IpFamily.IPv4 ? "guarded-ip" : "guarded-ip6";

    /// <summary>Whom guarded ports are open to: source, host address, protocol and ports.</summary>
    public static string Admitted(IpFamily family) => family == IpFamily.IPv4 ? "admitted-ip" : "admitted-ip6";

    /// <summary>Container address, protocol and ports that are open to everybody on routed networks.</summary>
    public static string Services(IpFamily family) => family == IpFamily.IPv4 ? "services-ip" : "services-ip6";

    /// <summary>Whom others are open to there: source, container address, protocol and ports.</summary>
    public static string ServicesFrom(IpFamily family) => family == IpFamily.IPv4 ? "services-from-ip" : "services-from-ip6";

    /// <summary>The sets and maps of a family.</summary>
    public static IEnumerable<NftSet> Sets(NftTable table, IpFamily family)
    {
        NftType address = NftTypes.AddressOf(family);
        ValueList<NftType> service = [NftType.InetProtocol, NftType.InetService];
        yield return new(table, Published(family)) { Key = service, Data = [address, NftType.InetService] };
        yield return new(table, PublishedOn(family)) { Key = [address, .. service], Data = [address, NftType.InetService] };
        yield return new(table, Ranges(family)) { Key = service, Data = [address], Interval = true };
        yield return new(table, RangesOn(family)) { Key = [address, .. service], Data = [address], Interval = true };
        yield return new(table, Guarded(family)) { Key = [address, .. service], Interval = true };
        yield return new(table, Admitted(family)) { Key = [address, address, .. service], Interval = true };
        yield return new(table, Services(family)) { Key = [address, .. service], Interval = true };
        yield return new(table, ServicesFrom(family)) { Key = [address, address, .. service], Interval = true };
    }

    /// <summary>The chains that new connections to the host pass.</summary>
    public static IEnumerable<NftChain> Chains(NftTable table)
    {
        yield return new(table, "prerouting") { Base = new("nat", NftHook.Prerouting, RulesetFrame.DestinationNat), Rules = [ForThisHost(Guard)] };
        yield return new(table, "output") { Base = new("nat", NftHook.Output, RulesetFrame.DestinationNat), Rules = [ForThisHost(Publish)] };
        yield return new(table, Guard)
        {
            Rules = [KeepOut(IpFamily.IPv4), KeepOut(IpFamily.IPv6), NftRule.Of(RulesetFrame.Verdict(NftVerdict.Goto, Publish))],
        };
        yield return new(table, Publish) { Rules = [.. Translate(IpFamily.IPv4), NotLoopback6, .. Translate(IpFamily.IPv6)] };
    }

    /// <summary>The rules that let packets to routed networks pass.</summary>
    public static ValueList<NftRule> Open(IpFamily family, NftStatement toRouted) =>
    [
        NftRule.Of(new NftStatement.Family(family), toRouted,
            new NftStatement.InSet(Service(family), Services(family)), RulesetFrame.Verdict(NftVerdict.Accept)),
        NftRule.Of(new NftStatement.Family(family), toRouted,
            new NftStatement.InSet([RulesetFrame.Source(family), .. Service(family)], ServicesFrom(family)), RulesetFrame.Verdict(NftVerdict.Accept)),
    ];

    private static ValueList<string> MapsOf(IpFamily family) => [Published(family), PublishedOn(family), Ranges(family), RangesOn(family)];

    private static NftRule ForThisHost(string chain) =>
        NftRule.Of(new NftStatement.ForThisHost(), RulesetFrame.Verdict(NftVerdict.Jump, chain));

    private static NftRule KeepOut(IpFamily family) => NftRule.Of(
        new NftStatement.Family(family),
        new NftStatement.InSet(Service(family), Guarded(family)),
        new NftStatement.InSet([RulesetFrame.Source(family), .. Service(family)], Admitted(family), Negated: true),
        RulesetFrame.Verdict(NftVerdict.Drop));

    private static ValueList<NftRule> Translate(IpFamily family) =>
    [
        To(family, Service(family), PublishedOn(family), keepsPort: false),
        To(family, Service(family), RangesOn(family), keepsPort: true),
        To(family, [Layer4Protocol, DestinationPort], Published(family), keepsPort: false),
        To(family, [Layer4Protocol, DestinationPort], Ranges(family), keepsPort: true),
    ];

    private static NftRule To(IpFamily family, ValueList<NftSelector> key, string map, bool keepsPort) =>
        NftRule.Of(new NftStatement.Family(family), new NftStatement.DestinationNat(family, key, map, keepsPort));

    // IPv6 has no route_localnet: translated, connections to ::1 would hang; refused at once, clients try 127.0.0.1.
    private static NftRule NotLoopback6 => NftRule.Of(
        new NftStatement.Family(IpFamily.IPv6),
        new NftStatement.Match(IPv6Destination, new NftValue.Address(IpAddress.Parse("::1"))),
        RulesetFrame.Verdict(NftVerdict.Return));

    private static ValueList<NftSelector> Service(IpFamily family) => [RulesetFrame.Destination(family), Layer4Protocol, DestinationPort];
}
