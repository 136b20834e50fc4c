using Reconciler.Core.Compiling;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// What the elements of an owner's table on the host let in from outside. Its rules are taken to be as they should: where somebody changed
/// them, the plan shows that by itself.
/// </summary>
internal sealed class Entrances
{
    private readonly Dictionary<Entrance, Destination> all = [];
    private readonly ILookup<string, (NftElement Element, Origin? Origin)> elements;
    private readonly Whereabouts whereabouts;

    /// <param name="resources">All of the owner's, as they are or as they should be.</param>
    public Entrances(IEnumerable<Desired> resources)
    {
        Desired[] present = [.. resources];
        bool sleeps = present.Any(d => d.Resource is NftTable { Namespace.IsHost: true, Dormant: true });
        elements = present.Where(d => !sleeps && d.Resource is NftElement { Table.Namespace.IsHost: true })
            .Select(d => ((NftElement)d.Resource, d.Origin)).ToLookup(e => e.Item1.Set);
        whereabouts = new(elements.Count == 0 ? [] : present.Select(d => d.Resource));
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            (IpPrefix Subnet, string Bridge)[] subnets = [.. SubnetsOf(family)];
            ReadPublished(family, [.. subnets.Where(s => Has(RulesetFrame.Uplinked(family), s.Bridge)).Select(s => s.Subnet)]);
            foreach ((IpPrefix subnet, string bridge) in subnets.Where(s => Has(RulesetFrame.Routed(family), s.Bridge)))
                ReadRouted(family, subnet, bridge);
        }
    }

    public IReadOnlyDictionary<Entrance, Destination> All => all;

    /// <summary>Where a packet that comes by an entrance is led; <c>null</c>: nowhere.</summary>
    public Destination? Find(Entrance entrance) =>
        all.TryGetValue(entrance, out Destination? found) || entrance.IsPublished && all.TryGetValue(entrance.OfAllAddresses, out found) ? found : null;

    private IEnumerable<(IpPrefix Subnet, string Bridge)> SubnetsOf(IpFamily family)
    {
        foreach ((NftElement element, _) in elements[RulesetFrame.Hairpin(family)])
        {
            if (element.Key is [NftValue.Prefix subnet, NftValue.Interface bridge])
                yield return (subnet.Value, bridge.Value);
        }
    }

    // Ports of the host lead to containers of networks with an uplink only.
    private void ReadPublished(IpFamily family, IpPrefix[] uplinked)
    {
        foreach ((NftElement element, Origin? origin) in elements[RulesetFrame.Published(family)].Concat(elements[RulesetFrame.PublishedOn(family)]))
        {
            if (element.Data is [NftValue.Address container, NftValue.Port service] && uplinked.Any(s => s.Contains(container.Value)) && Published(element.Key, family) is Entrance entrance)
                all[entrance] = To(container.Value, service.Value, origin);
        }
    }

    private void ReadRouted(IpFamily family, IpPrefix subnet, string bridge)
    {
        Origin? routed = elements[RulesetFrame.Routed(family)].First(e => IsOf(e.Element, bridge)).Origin;
        all[new(NftValue.Protocol.Icmp, subnet, 0, IsPublished: false)] = new(whereabouts.NetworkOf(bridge), null, 0, routed);
        foreach ((NftElement element, Origin? origin) in elements[RulesetFrame.Services(family)])
        {
            if (element.Key is [NftValue.Address container, NftValue.Protocol protocol, NftValue.Port service] && subnet.Contains(container.Value))
                all[new(protocol.Value, IpPrefix.Single(container.Value), service.Value, IsPublished: false)] = To(container.Value, service.Value, origin);
        }
    }

    // A loopback address is the host's own: nothing from outside comes by it.
    private static Entrance? Published(ValueList<NftValue> key, IpFamily family) => key switch
    {
        [NftValue.Protocol protocol, NftValue.Port port] => new(protocol.Value, IpPrefix.Default(family), port.Value, IsPublished: true),
        [NftValue.Address { Value: { IsLoopback: false } address }, NftValue.Protocol protocol, NftValue.Port port] =>
            new(protocol.Value, IpPrefix.Single(address), port.Value, IsPublished: true),
        _ => null,
    };

    private Destination To(IpAddress container, ushort port, Origin? origin) =>
        new(whereabouts.AttachmentOf(container), container, port, origin);

    private bool Has(string set, string bridge) => elements[set].Any(e => IsOf(e.Element, bridge));

    private static bool IsOf(NftElement element, string bridge) => element.Key is [NftValue.Interface one] && one.Value == bridge;
}
