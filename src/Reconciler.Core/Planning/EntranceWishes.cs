using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// The wishes that decide who comes in from outside, to be found by what a change is about: a repair is about one element of the thousands
/// of a large host, and goes back to the same wishes again and again.
/// </summary>
internal sealed class EntranceWishes
{
    // Every change may be about them, and they are few.
    private readonly List<Desired> common = [];
    private readonly List<Desired> ranges = [];
    private readonly ILookup<(TransportProtocol, ushort), Desired> ports;
    private readonly ILookup<IpAddress, Desired> leading;
    private readonly ILookup<IpAddress, Desired> policies;
    private readonly ILookup<IpAddress, Desired> addresses;
    private readonly ILookup<(NamespaceId, string), Desired> links;

    /// <param name="all">All that is wished of a host.</param>
    public EntranceWishes(ValueList<Desired> all)
    {
        List<((TransportProtocol, ushort), Desired)> single = [];
        List<(IpAddress, Desired)> ports = [], policies = [], addresses = [];
        List<((NamespaceId, string), Desired)> links = [];
        foreach (Desired wish in all)
        {
            switch (wish.Resource)
            {
                case NftElement element when Concern.ServiceOf(element) is Service service:
                    ports.Add((Concern.Led(element, service), wish));
                    if (service.Range.Count == 1)
                        single.Add(((service.Protocol, service.Range.First), wish));
                    else
                        ranges.Add(wish);
                    break;
                case NftElement element when Concern.ClosedBy(element) is IpAddress container:
                    policies.Add((container, wish));
                    break;
                case Address address:
                    addresses.Add((address.Prefix.Address, wish));
                    break;
                case Link { Namespace.IsHost: true, Type: LinkType.Veth { Peer: VethPeer peer } }:
                    links.Add(((peer.Namespace, peer.Name), wish));
                    break;
                case NftTable or Link { Type: LinkType.Bridge } when wish.Resource.Id.Namespace.IsHost:
                case NftElement when Concern.RoleOf(wish.Resource) == ElementRole.Network:
                    common.Add(wish);
                    break;
            }
        }
        (this.ports, leading, this.policies, this.addresses, this.links) = (Lookup(single), Lookup(ports), Lookup(policies), Lookup(addresses), Lookup(links));
    }

    /// <summary>All that can matter for what the changes of some elements let in, and little else.</summary>
    public ValueList<Desired> Near(ValueList<Change> changes)
    {
        NftElement[] changed = [.. changes.SelectMany(SubjectsOf).OfType<NftElement>()];
        IpAddress[] closed = [.. changed.Select(Concern.ClosedBy).OfType<IpAddress>()];
        Service[] services = [.. changed.Concat(closed.SelectMany(c => leading[c]).Select(d => (NftElement)d.Resource)).Select(Concern.ServiceOf).OfType<Service>()];
        Desired[] near = [.. ranges, .. services.SelectMany(s => s.Ports.Select(port => (s.Protocol, port))).Distinct().SelectMany(key => ports[key])];
        IpAddress[] reached = [.. changed.Concat(near.Select(d => (NftElement)d.Resource)).Select(LedBy).OfType<IpAddress>().Concat(closed).Distinct()];
        Desired[] at = [.. reached.SelectMany(c => addresses[c])];
        return [.. common, .. near, .. reached.SelectMany(c => policies[c]), .. at, .. at.Select(d => (Address)d.Resource).SelectMany(a => links[(a.Namespace, a.Link)]).Distinct()];
    }

    /// <summary>How it is as long as the changes are not made, where they make it as it is wished.</summary>
    public static IEnumerable<Desired> Before(IReadOnlyCollection<Desired> wishes, ValueList<Change> changes)
    {
        HashSet<ResourceId> changed = [.. changes.Select(c => c.Id)];
        return wishes.Select(w => w.Resource).Where(r => !changed.Contains(r.Id)).Concat(changes.Select(c => c.Before).OfType<Resource>()).Select(r => new Desired(r, null));
    }

    private static IEnumerable<Resource> SubjectsOf(Change change) => change.Before is Resource before ? [change.Subject, before] : [change.Subject];

    private static IpAddress? LedBy(NftElement element) => Concern.ServiceOf(element) is Service service ? Concern.Led(element, service) : null;

    private static ILookup<TKey, Desired> Lookup<TKey>(List<(TKey Key, Desired Wish)> wishes) => wishes.ToLookup(w => w.Key, w => w.Wish);
}
