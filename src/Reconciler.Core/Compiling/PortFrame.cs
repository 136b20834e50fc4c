using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Core.Compiling;

/// <summary>The part of the frame that is about published ports: where they lead, and who is let in.</summary>
internal static class PortFrame
{
    /// <summary>The chain that packets from elsewhere pass before their destination is translated; what the host sends itself does not.</summary>
    public const string Guard = "guard";

    /// <summary>The chain that translates destinations.</summary>
    public const string Publish = "publish";

    /// <summary>Published ports of all host addresses: protocol and port to container address and port.</summary>
    public static string Published(IpFamily family) => "published-" + RulesetFrame.Suffix(family);

    /// <summary>Published ports of one host address each.</summary>
    public static string PublishedOn(IpFamily family) => "published-on-" + RulesetFrame.Suffix(family);

    /// <summary>Ranges of ports of all host addresses, to the same ports of a container: the kernel keeps no offsets between different ones.</summary>
    public static string Ranges(IpFamily family) => "published-ranges-" + RulesetFrame.Suffix(family);

    /// <summary>Such ranges of one host address each.</summary>
    public static string RangesOn(IpFamily family) => "published-ranges-on-" + RulesetFrame.Suffix(family);

    /// <summary>All maps that lead ports of the host to containers.</summary>
    public static ValueList<string> Maps(IpFamily family) => [Published(family), PublishedOn(family), Ranges(family), RangesOn(family)];

    /// <summary>Host address, protocol and ports that are not open to everybody; a published port of all addresses is one of 0.0.0.0/0.</summary>
    public static string Guarded(IpFamily family) => "guarded-" + RulesetFrame.Suffix(family);

    /// <summary>Whom guarded ports are open to: source, host address, protocol and ports.</summary>
    public static string Admitted(IpFamily family) => "admitted-" + RulesetFrame.Suffix(family);

    /// <summary>Container address, protocol and ports that are open to everybody on routed networks.</summary>
    public static string Services(IpFamily family) => "services-" + RulesetFrame.Suffix(family);

    /// <summary>Whom others are open to there: source, container address, protocol and ports.</summary>
    public static string ServicesFrom(IpFamily family) => "services-from-" + RulesetFrame.Suffix(family);

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
