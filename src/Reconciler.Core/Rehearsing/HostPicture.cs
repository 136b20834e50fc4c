using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>
/// What stands in for a real host: its links, whatever they are, with their addresses and routes. What is the owner's own is not a part of
/// it: that can be made as it is.
/// </summary>
public static class HostPicture
{
    // RTPROT_KERNEL of linux/rtnetlink.h: routes that come with an address.
    private const byte KernelsOwn = 2;

    /// <param name="name">Of the host in the laboratory.</param>
    /// <param name="state">As it was read.</param>
    /// <param name="indexes">Of links, by their names: rules may name a link by its index.</param>
    public static HostLayout Of(string name, Snapshot state, IReadOnlyDictionary<string, int> indexes)
    {
        Link[] links = [.. Foreign<Link>(state).Where(l => l.Name != "lo")];
        HashSet<string> known = [.. links.Select(l => l.Name)];
        Route[] routes = [.. Foreign<Route>(state).Where(r => r.Link is not null && known.Contains(r.Link) && r.Protocol != KernelsOwn)];
        HashSet<string> uplinks = [.. routes.Where(r => r.Gateway is not null).Select(r => r.Link!)];
        string? first = routes.Where(r => r.Destination.Length == 0).OrderBy(r => r.Destination.Family).ThenBy(r => r.Metric).FirstOrDefault()?.Link;
        ILookup<string, IpPrefix> addresses = Foreign<Address>(state).ToLookup(a => a.Link, a => a.Prefix);
        return new(
            name,
            // What leads to everywhere stands first; bridges stand before their ports.
            links.OrderBy(l => l.Name != first).ThenBy(l => !IsOnWire(l, uplinks)).ThenBy(l => l.Type is not LinkType.Bridge).ThenBy(l => l.Name, StringComparer.Ordinal)
                .Select(l => Picture(l, addresses[l.Name].ToValueList(), IsOnWire(l, uplinks), known) with { Index = indexes.TryGetValue(l.Name, out int index) ? index : null }).ToValueList(),
            // A next hop is found by the routes before its own.
            routes.OrderBy(r => r.Gateway is not null).ThenBy(r => r.Id).Select(r => new RouteLayout(r.Destination, r.Link!, r.Gateway, r.Metric)).ToValueList());
    }

    // A bridge stands for its ports: with several of them on one wire, frames would go round for ever.
    private static bool IsOnWire(Link link, HashSet<string> uplinks) => link.Type is LinkType.Bridge ? uplinks.Contains(link.Name) : link.Master is null;

    private static InterfaceLayout Picture(Link link, ValueList<IpPrefix> addresses, bool isOnWire, HashSet<string> known) =>
        new(link.Name, addresses, link.Type is LinkType.Bridge)
        {
            IsOnWire = isOnWire,
            IsUp = link.Up,
            Mac = link.Address,
            Mtu = link.Mtu,
            Master = link.Master is string master && known.Contains(master) ? master : null,
        };

    private static IEnumerable<TResource> Foreign<TResource>(Snapshot state)
        where TResource : Resource =>
        state.Resources.Where(o => o.Ownership == Ownership.Foreign).Select(o => o.Resource).OfType<TResource>().Where(r => r.Id.Namespace.IsHost);
}
