using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>Every form of statement, set, element and chain that wishes can have, each as resources that stand on their own.</summary>
internal static class RulesetForms
{
    private static readonly NftTable Table = PrivateRuleset.Table;

    public static TheoryData<string> Names => [.. All.Keys];

    public static Dictionary<string, IEnumerable<Resource>> All { get; } = new()
    {
        ["empty table"] = [],
        ["set of interfaces"] = Filled("s", [NftType.InterfaceName], [Port("br0")], [Port("br-web")], [Port("fifteen-letters")]),
        ["set of interface pairs"] = Filled("s", [NftType.InterfaceName, NftType.InterfaceName], [Port("br0"), Port("br1")]),
        ["set of services"] = Filled("s", [NftType.IPv4Address, NftType.InetProtocol, NftType.InetService],
            [Address("10.0.0.1"), Tcp, Service(80)], [Address("10.0.0.1"), Udp, Service(53)]),
        ["set of IPv6 services"] = Filled("s", [NftType.IPv6Address, NftType.InetProtocol, NftType.InetService],
            [Address("fd00::1"), Tcp, Service(80)]),
        ["set of ports"] = Filled("s", [NftType.InetService], [Service(80)], [Service(65535)]),
        ["set of protocols"] = Filled("s", [NftType.InetProtocol], [Tcp], [new NftValue.Protocol(NftValue.Protocol.Icmp)]),
        ["subnets"] = Ranges("s", [NftType.IPv4Address],
            [Prefix("10.20.0.0/24")], [Prefix("10.20.1.0/24")], [Prefix("10.30.0.0/15")], [Prefix("192.0.2.7/32")]),
        ["IPv6 subnets"] = Ranges("s", [NftType.IPv6Address], [Prefix("fd00::/64")], [Prefix("fd00:0:0:1::/64")], [Prefix("fe80::/10")]),
        ["subnets at both ends"] = Ranges("s", [NftType.IPv4Address], [Prefix("0.0.0.0/8")], [Prefix("255.0.0.0/8")]),
        ["everything"] = Ranges("s", [NftType.IPv4Address], [Prefix("0.0.0.0/0")]),
        ["port ranges"] = Ranges("s", [NftType.InetService], [new NftValue.Range(Service(8000), Service(8999))]),
        ["subnets with their bridges"] = Ranges("s", [NftType.IPv4Address, NftType.InterfaceName],
            [Prefix("10.20.0.0/24"), Port("br0")], [Prefix("10.22.0.0/23"), Port("br1")], [Prefix("10.24.0.1/32"), Port("br1")]),
        ["IPv6 subnets with their bridges"] = Ranges("s", [NftType.IPv6Address, NftType.InterfaceName],
            [Prefix("fd00::/64"), Port("br0")], [Prefix("fd00:0:0:1::/64"), Port("br0")]),
        ["map of published ports"] =
            Map("m", [NftType.InetProtocol, NftType.InetService], NftType.IPv4Address, "10.0.0.2", [Tcp, Service(8080)]),
        ["map of published IPv6 ports"] =
            Map("m", [NftType.InetProtocol, NftType.InetService], NftType.IPv6Address, "fd00::2", [Tcp, Service(8080)]),
        ["map of ports on an address"] = Map("m", [NftType.IPv4Address, NftType.InetProtocol, NftType.InetService],
            NftType.IPv4Address, "10.0.0.2", [Address("192.0.2.1"), Tcp, Service(8080)]),
        ["map of ports on an IPv6 address"] = Map("m", [NftType.IPv6Address, NftType.InetProtocol, NftType.InetService],
            NftType.IPv6Address, "fd00::2", [Address("2001:db8::1"), Tcp, Service(8080)]),
        ["map of port ranges"] = RangeMap([NftType.InetProtocol, NftType.InetService], NftType.IPv4Address, "10.0.0.2",
            [Tcp, Services(8000, 8999)], [Udp, Services(8000, 8999)], [Tcp, Services(9000, 9001)]),
        ["map of port ranges on an IPv6 address"] = RangeMap([NftType.IPv6Address, NftType.InetProtocol, NftType.InetService], NftType.IPv6Address, "fd00::2",
            [Prefix("2001:db8::1/128"), Tcp, Services(1, 65535)]),
        ["sources and services"] = Ranges("s", [NftType.IPv4Address, NftType.IPv4Address, NftType.InetProtocol, NftType.InetService],
            [Prefix("192.0.2.0/24"), Prefix("0.0.0.0/0"), Tcp, Services(80, 90)], [Prefix("0.0.0.0/0"), Prefix("198.51.100.1/32"), Udp, Service(53)]),
        ["IPv6 sources and services"] = Ranges("s", [NftType.IPv6Address, NftType.IPv6Address, NftType.InetProtocol, NftType.InetService],
            [Prefix("2001:db8::/64"), Prefix("::/0"), Tcp, Service(80)]),
        ["counted services"] =
        [
            new NftSet(Table, "s") { Key = [NftType.IPv4Address, NftType.InetProtocol, NftType.InetService], Interval = true, Counter = true },
            new NftElement(Table, "s", [Prefix("10.0.0.1/32"), Tcp, Service(80)]),
            new NftElement(Table, "s", [Prefix("10.0.0.1/32"), Udp, Services(8000, 8009)]),
        ],
        ["verdict map"] =
        [
            new NftChain(Table, "c") { Rules = [] },
            new NftSet(Table, "v") { Key = [NftType.InterfaceName], Data = [NftType.Verdict] },
            new NftElement(Table, "v", [Port("br0")]) { Data = [new NftValue.Verdict(NftVerdict.Drop)] },
            new NftElement(Table, "v", [Port("br1")]) { Data = [new NftValue.Verdict(NftVerdict.Jump, "c")] },
        ],
        ["base chains"] =
        [
            Chain("raw", new("filter", NftHook.Prerouting, -300)),
            Chain("prerouting", new("nat", NftHook.Prerouting, -100)),
            Chain("output", new("nat", NftHook.Output, -100)),
            Chain("forward", new("filter", NftHook.Forward, 0, Accept: false)),
            Chain("input", new("filter", NftHook.Input, 7)),
            Chain("postrouting", new("nat", NftHook.Postrouting, 100)),
        ],
        ["family"] = Rules([Family4], [Family6]),
        ["interfaces"] = Rules([Match(InputInterface, Port("br0"))], [Match(OutputInterface, Port("br-web"), negated: true)]),
        ["protocols"] = Rules([Match(Layer4Protocol, Tcp)], [Match(Layer4Protocol, new NftValue.Protocol(NftValue.Protocol.IcmpV6))],
            [Match(Layer4Protocol, new NftValue.Protocol((TransportProtocol)47), negated: true)]),
        ["port"] = Rules([Match(Layer4Protocol, Udp), Match(DestinationPort, Service(53))]),
        ["IPv4 addresses"] = Rules([Family4, Match(IPv4Source, Address("10.0.0.1"))],
            [Family4, Match(IPv4Destination, Address("10.0.0.2"), true)]),
        ["IPv6 addresses"] = Rules([Family6, Match(IPv6Source, Address("fd00::1"))], [Family6, Match(IPv6Destination, Address("::1"))]),
        ["IPv4 prefixes"] = Rules([Family4, Match(IPv4Source, Prefix("127.0.0.0/8"))],
            [Family4, Match(IPv4Destination, Prefix("10.0.0.0/24"))],
            [Family4, Match(IPv4Source, Prefix("10.16.0.0/12"), negated: true)]),
        ["IPv6 prefixes"] = Rules([Family6, Match(IPv6Source, Prefix("fd00::/64"))],
            [Family6, Match(IPv6Destination, Prefix("fe80::/10"), true)]),
        ["address of this host"] = Rules([new NftStatement.ForThisHost()]),
        ["connection states"] = Rules(
            [new NftStatement.ConnectionState(ConnectionStates.Established | ConnectionStates.Related)],
            [new NftStatement.ConnectionState(ConnectionStates.Invalid)], [new NftStatement.ConnectionState(ConnectionStates.New)]),
        ["translated connections"] = Rules([new NftStatement.Translated()]),
        ["verdicts"] =
        [
            Chain("c", new("filter", NftHook.Forward, 0), [Accept], [new NftStatement.Verdict(NftVerdict.Drop)],
                [new NftStatement.Verdict(NftVerdict.Return)], [new NftStatement.Verdict(NftVerdict.Jump, "other")],
                [new NftStatement.Verdict(NftVerdict.Goto, "other")]),
            new NftChain(Table, "other") { Rules = [] },
        ],
        ["masquerade"] = [Chain("c", new("nat", NftHook.Postrouting, 100), [Family4, new NftStatement.Masquerade()])],
        ["source by subnet"] = Source(IpFamily.IPv4, IPv4Source, NftType.IPv4Address, "10.20.0.0/24", "192.0.2.4"),
        ["IPv6 source by subnet"] = Source(IpFamily.IPv6, IPv6Source, NftType.IPv6Address, "fd00:20::/64", "2001:db8::4"),
        ["one selector in a set"] =
        [
            Set("s", [NftType.InterfaceName]),
            .. Rules([new NftStatement.InSet([InputInterface], "s")],
                [new NftStatement.InSet([OutputInterface], "s", Negated: true), Accept]),
        ],
        ["two interfaces in a set"] =
        [
            Set("s", [NftType.InterfaceName, NftType.InterfaceName]),
            .. Rules([new NftStatement.InSet([InputInterface, OutputInterface], "s"), Accept]),
        ],
        ["a service in a set"] =
        [
            Set("s", [NftType.IPv4Address, NftType.InetProtocol, NftType.InetService]),
            .. Rules([Family4, new NftStatement.InSet([IPv4Destination, Layer4Protocol, DestinationPort], "s"), Accept]),
        ],
        ["an IPv6 service in a set"] =
        [
            Set("s", [NftType.IPv6Address, NftType.InetProtocol, NftType.InetService]),
            .. Rules([Family6, new NftStatement.InSet([IPv6Destination, Layer4Protocol, DestinationPort], "s"), Accept]),
        ],
        ["an address in subnets"] =
        [
            Set("s", [NftType.IPv4Address]) with { Interval = true },
            .. Rules([Family4, new NftStatement.InSet([IPv4Source], "s"), Accept]),
        ],
        ["an IPv6 address and its bridge in a set"] =
        [
            Set("s", [NftType.IPv6Address, NftType.InterfaceName]) with { Interval = true },
            .. Rules([Family6, new NftStatement.InSet([IPv6Source, OutputInterface], "s"), Accept]),
        ],
        ["a source and a service in ranges"] =
        [
            Set("s", [NftType.IPv4Address, NftType.IPv4Address, NftType.InetProtocol, NftType.InetService]) with { Interval = true },
            .. Rules([Family4, new NftStatement.InSet([IPv4Source, IPv4Destination, Layer4Protocol, DestinationPort], "s", Negated: true), Accept]),
        ],
        ["an IPv6 source and a service in ranges"] =
        [
            Set("s", [NftType.IPv6Address, NftType.IPv6Address, NftType.InetProtocol, NftType.InetService]) with { Interval = true },
            .. Rules([Family6, new NftStatement.InSet([IPv6Source, IPv6Destination, Layer4Protocol, DestinationPort], "s"), Accept]),
        ],
        ["translation by range"] = Keeping(IpFamily.IPv4, [Layer4Protocol, DestinationPort]),
        ["translation by address and range"] = Keeping(IpFamily.IPv4, [IPv4Destination, Layer4Protocol, DestinationPort]),
        ["IPv6 translation by range"] = Keeping(IpFamily.IPv6, [Layer4Protocol, DestinationPort]),
        ["IPv6 translation by address and range"] = Keeping(IpFamily.IPv6, [IPv6Destination, Layer4Protocol, DestinationPort]),
        ["translation by port"] = Translation(IpFamily.IPv4, [Layer4Protocol, DestinationPort]),
        ["translation by address and port"] = Translation(IpFamily.IPv4, [IPv4Destination, Layer4Protocol, DestinationPort]),
        ["IPv6 translation by port"] = Translation(IpFamily.IPv6, [Layer4Protocol, DestinationPort]),
        ["IPv6 translation by address and port"] = Translation(IpFamily.IPv6, [IPv6Destination, Layer4Protocol, DestinationPort]),
    };

    private static NftStatement Family4 => new NftStatement.Family(IpFamily.IPv4);

    private static NftStatement Family6 => new NftStatement.Family(IpFamily.IPv6);

    private static NftStatement Accept => new NftStatement.Verdict(NftVerdict.Accept);

    private static NftValue Tcp => new NftValue.Protocol(TransportProtocol.Tcp);

    private static NftValue Udp => new NftValue.Protocol(TransportProtocol.Udp);

    private static NftStatement.Match Match(NftSelector selector, NftValue value, bool negated = false) => new(selector, value, negated);

    private static NftValue.Interface Port(string name) => new NftValue.Interface(name);

    private static NftValue.Address Address(string text) => new NftValue.Address(IpAddress.Parse(text));

    private static NftValue.Prefix Prefix(string text) => new NftValue.Prefix(IpPrefix.Parse(text));

    private static NftValue.Port Service(ushort number) => new NftValue.Port(number);

    private static NftValue.Range Services(ushort first, ushort last) => new(Service(first), Service(last));

    private static NftSet Set(string name, ValueList<NftType> key) => new(Table, name) { Key = key };

    private static IEnumerable<Resource> Filled(string name, ValueList<NftType> key, params IEnumerable<ValueList<NftValue>> elements) =>
        [Set(name, key), .. elements.Select(e => new NftElement(Table, name, e))];

    private static IEnumerable<Resource> Ranges(string name, ValueList<NftType> key, params IEnumerable<ValueList<NftValue>> elements) =>
        [Set(name, key) with { Interval = true }, .. elements.Select(e => new NftElement(Table, name, e))];

    private static IEnumerable<Resource> Map(
        string name, ValueList<NftType> key, NftType address, string to, ValueList<NftValue> element) =>
    [
        Set(name, key) with { Data = [address, NftType.InetService] },
        new NftElement(Table, name, element) { Data = [Address(to), Service(80)] },
    ];

    private static IEnumerable<Resource> RangeMap(
        ValueList<NftType> key, NftType address, string to, params IEnumerable<ValueList<NftValue>> elements) =>
    [
        Set("m", key) with { Data = [address], Interval = true },
        .. elements.Select(e => new NftElement(Table, "m", e) { Data = [Address(to)] }),
    ];

    private static IEnumerable<Resource> Keeping(IpFamily family, ValueList<NftSelector> key)
    {
        NftType address = family == IpFamily.IPv4 ? NftType.IPv4Address : NftType.IPv6Address;
        ValueList<NftType> ports = [NftType.InetProtocol, NftType.InetService];
        return
        [
            Set("m", key.Count == 3 ? [address, .. ports] : ports) with { Data = [address], Interval = true },
            Chain("c", new("nat", NftHook.Prerouting, -100),
                [new NftStatement.Family(family), new NftStatement.DestinationNat(family, key, "m", KeepsPort: true)]),
        ];
    }

    private static IEnumerable<Resource> Translation(IpFamily family, ValueList<NftSelector> key)
    {
        NftType address = family == IpFamily.IPv4 ? NftType.IPv4Address : NftType.IPv6Address;
        ValueList<NftType> ports = [NftType.InetProtocol, NftType.InetService];
        return
        [
            Set("m", key.Count == 3 ? [address, .. ports] : ports) with { Data = [address, NftType.InetService] },
            Chain("c", new("nat", NftHook.Prerouting, -100),
                [new NftStatement.Family(family), new NftStatement.DestinationNat(family, key, "m")]),
        ];
    }

    private static IEnumerable<Resource> Source(IpFamily family, NftSelector selector, NftType address, string subnet, string source) =>
    [
        new NftSet(Table, "m") { Key = [address], Data = [address], Interval = true },
        new NftElement(Table, "m", [Prefix(subnet)]) { Data = [Address(source)] },
        Chain("c", new("nat", NftHook.Postrouting, 100), [new NftStatement.Family(family), new NftStatement.SourceNat(family, [selector], "m")]),
    ];

    private static IEnumerable<Resource> Rules(params IEnumerable<ValueList<NftStatement>> rules) =>
        [new NftChain(Table, "c") { Rules = rules.Select(r => new NftRule(r)).ToValueList() }];

    private static NftChain Chain(string name, NftBase hook, params IEnumerable<ValueList<NftStatement>> rules) =>
        new(Table, name) { Base = hook, Rules = rules.Select(r => new NftRule(r)).ToValueList() };
}
