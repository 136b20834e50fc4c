using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Core.Compiling;

/// <summary>
/// The part of the frame that counts what goes through published ports. Chains that translate see the first packet of a connection
/// only; here, all of them are seen as the container sees them: by its own address and port, after translation and before it is undone.
/// Whatever was not translated is not looked up.
/// </summary>
internal static class TrafficFrame
{
    // NF_IP_PRI_MANGLE of linux/netfilter_ipv4.h: behind connection tracking, before sources are translated, and back.
    private const int Mangle = -150;

    private static readonly HashSet<string> Names = [.. Enum.GetValues<IpFamily>().SelectMany(f => new[] { Received(f), Sent(f) })];

    /// <summary>Whether something does nothing but count: no packet takes another way without it.</summary>
    public static bool IsCount(Resource resource) => resource switch
    {
        NftElement element => Names.Contains(element.Set),
        NftSet set => Names.Contains(set.Name),
        _ => false,
    };

    /// <summary>What clients sent to containers: container address, protocol and ports.</summary>
    public static string Received(IpFamily family) => family == IpFamily.IPv4 ? "received-ip" : "received-ip6";

    /// <summary>What containers answered: container address, protocol and ports.</summary>
    public static string Sent(IpFamily family) => family == IpFamily.IPv4 ? "sent-ip" : "sent-ip6";

    /// <summary>The sets of a family.</summary>
    public static IEnumerable<NftSet> Sets(NftTable table, IpFamily family)
    {
        ValueList<NftType> service = [NftTypes.AddressOf(family), NftType.InetProtocol, NftType.InetService];
        yield return new(table, Received(family)) { Key = service, Interval = true, Counter = true };
        yield return new(table, Sent(family)) { Key = service, Interval = true, Counter = true };
    }

    /// <summary>The chains that all packets pass.</summary>
    public static IEnumerable<NftChain> Chains(NftTable table)
    {
        yield return new(table, "count-received")
        {
            Base = new("filter", NftHook.Postrouting, Mangle),
            Rules = [.. Enum.GetValues<IpFamily>().Select(f => Count(f, [RulesetFrame.Destination(f), Layer4Protocol, DestinationPort], Received(f)))],
        };
        yield return new(table, "count-sent")
        {
            Base = new("filter", NftHook.Prerouting, Mangle),
            Rules = [.. Enum.GetValues<IpFamily>().Select(f => Count(f, [RulesetFrame.Source(f), Layer4Protocol, SourcePort], Sent(f)))],
        };
    }

    private static NftRule Count(IpFamily family, ValueList<NftSelector> service, string set) =>
        NftRule.Of(new NftStatement.Translated(), new NftStatement.Family(family), new NftStatement.InSet(service, set));
}
