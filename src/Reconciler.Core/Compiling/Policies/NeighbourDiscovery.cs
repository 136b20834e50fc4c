using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>
/// What IPv6 cannot do without, whatever policies say. Connection tracking leaves it out, and with bridge-nf-call-ip6tables on the
/// host's table sees it, too.
/// </summary>
internal static class NeighbourDiscovery
{
    private const string Types = "neighbours";

    // linux/icmpv6.h: reports of multicast listeners, solicitations and advertisements.
    private static readonly byte[] All = [130, 131, 132, 133, 134, 135, 136, 143];

    /// <summary>The set of its types, with its elements, which never change.</summary>
    public static IEnumerable<Resource> Set(NftTable table) =>
    [
        new NftSet(table, Types) { Key = [NftType.Icmp6Type] },
        .. All.Select(type => new NftElement(table, Types, [new NftValue.Icmp6Type(type)])),
    ];

    /// <summary>The rule that leaves it alone.</summary>
    public static NftRule Rule(NftVerdict verdict) => NftRule.Of(
        new NftStatement.Match(NftSelector.Layer4Protocol, new NftValue.Protocol(NftValue.Protocol.IcmpV6)),
        new NftStatement.InSet([NftSelector.Icmp6Type], Types),
        new NftStatement.Verdict(verdict));
}
