using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>The words of nft's language.</summary>
internal static class NftSyntax
{
    public static string Of(NftSelector selector) => selector switch
    {
        NftSelector.InputInterface => "iifname",
        NftSelector.OutputInterface => "oifname",
        NftSelector.Layer4Protocol => "meta l4proto",
        NftSelector.IPv4Source => "ip saddr",
        NftSelector.IPv4Destination => "ip daddr",
        NftSelector.IPv6Source => "ip6 saddr",
        NftSelector.IPv6Destination => "ip6 daddr",
        NftSelector.EtherSource => "ether saddr",
        NftSelector.ArpSource => "arp saddr ip",
        NftSelector.Icmp6Type => "icmpv6 type",
        NftSelector.NeighbourTarget => "icmpv6 taddr",
        NftSelector.SourcePort => "th sport",
        NftSelector.DestinationPort => "th dport",
        _ => throw new ArgumentOutOfRangeException(nameof(selector), selector, "no such selector"),
    };

    public static string Of(ValueList<NftSelector> key) => string.Join(" . ", key.Select(Of));

    public static string Of(NftType type) => type switch
    {
        NftType.Verdict => "verdict",
        NftType.IPv4Address => "ipv4_addr",
        NftType.IPv6Address => "ipv6_addr",
        NftType.EtherAddress => "ether_addr",
        NftType.InetProtocol => "inet_proto",
        NftType.InetService => "inet_service",
        NftType.Icmp6Type => "icmpv6_type",
        NftType.InterfaceName => "ifname",
        _ => string.Create(CultureInfo.InvariantCulture, $"type {(byte)type}"),
    };

    public static string Of(ValueList<NftType> types) => string.Join(" . ", types.Select(Of));

    public static string Of(NftVerdict verdict) => verdict.ToString().ToLowerInvariant();

    public static string Of(ConnectionStates states) =>
        string.Join(',', Enum.GetValues<ConnectionStates>().Where(s => states.HasFlag(s)).Select(s => s.ToString().ToLowerInvariant()));

    public static string Of(NftEtherType type) => type.ToString().ToLowerInvariant();

    public static string Of(NftFamily family) => family.ToString().ToLowerInvariant();
}
