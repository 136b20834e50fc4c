using Reconciler.Core.Compiling;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// What the elements of an owner's table on the host let in from outside. Its rules are taken to be as they should: where somebody changed
/// them, the plan shows that by itself.
/// </summary>
internal sealed class Entrances
{
    private readonly Dictionary<Entrance, Destination> all;
    private readonly Dictionary<Entrance, Destination> ofHost = [];
    private readonly ILookup<string, (NftElement Element, Origin? Origin)> elements;
    private readonly Whereabouts whereabouts;

    /// <param name="resources">All of the owner's, as they are or as they should be.</param>
    /// <param name="concern">What of them has to be looked at.</param>
    public Entrances(IReadOnlyCollection<Desired> resources, Concern concern)
    {
        all = [];
        (elements, whereabouts) = Sift(resources, concern);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            (IpPrefix Subnet, string Bridge)[] subnets = [.. SubnetsOf(family)];
            ReadPublished(family, [.. subnets.Where(s => Has(RulesetFrame.Uplinked(family), s.Bridge)).Select(s => s.Subnet)]);
            foreach ((IpPrefix subnet, string bridge) in subnets.Where(s => Has(RulesetFrame.Routed(family), s.Bridge)))
                ReadRouted(family, subnet, bridge);
        }
    }

    private Entrances(Entrances whole, Dictionary<Entrance, Destination> open)
    {
        (all, ofHost, elements, whereabouts) = (open, whole.ofHost, whole.elements, whole.whereabouts);
    }

    // In one go: on a large host there is much else.
    private static (ILookup<string, (NftElement Element, Origin? Origin)>, Whereabouts) Sift(IReadOnlyCollection<Desired> resources, Concern concern)
    {
        bool sleeps = false;
        List<(NftElement Element, Origin? Origin)> said = [];
        List<Address> addresses = [];
        List<Link> links = [];
        foreach (Desired wish in resources)
        {
            switch (wish.Resource)
            {
                case NftTable { Namespace.IsHost: true, Dormant: true }:
                    sleeps = true;
                    break;
                case NftElement element when concern.Includes(element):
                    said.Add((element, wish.Origin));
                    break;
                case Address address when concern.Reaches(address.Prefix.Address):
                    addresses.Add(address);
                    break;
                case Link { Namespace.IsHost: true } link:
                    links.Add(link);
                    break;
            }
        }
        if (sleeps)
            said.Clear();
        return (said.ToLookup(e => e.Element.Set), said.Count == 0 ? new([], []) : new(addresses, links));
    }

    /// <summary>
    /// What policies leave of them. Of the echoes of a routed network they leave all: it is one entrance, and policies are about containers.
    /// </summary>
    public Entrances LeftOpen()
    {
        PolicyOpenings openings = new(elements, Enum.GetValues<IpFamily>().SelectMany(SubnetsOf).Select(s => s.Subnet));
        if (openings.AreOfAll)
            return this;
        Dictionary<Entrance, Destination> open = [];
        foreach ((Entrance entrance, Destination destination) in all)
        {
            foreach (IpPrefix from in openings.To(entrance, destination))
                open[entrance with { From = from }] = destination;
        }
        return new(this, open);
    }

    /// <summary>Those for others than the host itself.</summary>
    public IReadOnlyDictionary<Entrance, Destination> All => all;

    /// <summary>Where the host is led that asks for an address of its own: it is let in everywhere, and by its loopback addresses, too.</summary>
    public IReadOnlyDictionary<Entrance, Destination> OfHost => ofHost;

    /// <summary>Where a packet that comes by an entrance is led; <c>null</c>: nowhere.</summary>
    public Destination? Find(Entrance entrance) => Find(entrance, all);

    /// <summary>The same for a packet of the host itself.</summary>
    public Destination? FindForHost(Entrance entrance) => Find(entrance, ofHost);

    private static Destination? Find(Entrance entrance, Dictionary<Entrance, Destination> among) =>
        FindAt(entrance, among) ?? (entrance.IsPublished ? FindAt(entrance.OfAllAddresses, among) : null);

    // Somebody from there may come by an entrance for more, too; his own is the first.
    private static Destination? FindAt(Entrance entrance, Dictionary<Entrance, Destination> among)
    {
        for (int length = entrance.From.Length; length >= 0; length--)
        {
            if (among.TryGetValue(entrance.ForMore(length), out Destination? found))
                return found;
        }
        return null;
    }

    private IEnumerable<(IpPrefix Subnet, string Bridge)> SubnetsOf(IpFamily family)
    {
        foreach ((NftElement element, _) in elements[RulesetFrame.Hairpin(family)])
        {
            if (element.Key is [NftValue.Prefix subnet, NftValue.Interface bridge])
                yield return (subnet.Value, bridge.Value);
        }
    }

    private void ReadPublished(IpFamily family, IpPrefix[] uplinked)
    {
        int published = PortFrame.Maps(family).Sum(map => elements[map].Count());
        all.EnsureCapacity(all.Count + published);
        ofHost.EnsureCapacity(ofHost.Count + published);
        Admissions admissions = new(
            elements[PortFrame.Guarded(family)].Select(e => e.Element), elements[PortFrame.Admitted(family)].Select(e => e.Element), family);
        foreach ((NftElement element, Origin? origin) in PortFrame.Maps(family).SelectMany(map => elements[map]))
        {
            if (element.Data is not [NftValue.Address container, ..] || Service.Of(element.Key, family) is not Service service)
                continue;
            // A loopback address is the host's own, and nothing crosses the border of a network without an uplink.
            bool isHostsOnly = service.Address.Address.IsLoopback || !IsIn(uplinked, container.Value);
            foreach (ushort port in service.Ports)
            {
                Entrance entrance = new(service.Protocol, service.Address, port, isPublished: true);
                Destination destination = To(container.Value, element.Data is [_, NftValue.Port other] ? other.Value : port, origin);
                ofHost[entrance] = destination;
                foreach (IpPrefix source in isHostsOnly ? [] : admissions.To(entrance))
                    all[entrance with { From = source }] = destination;
            }
        }
    }

    private static bool IsIn(IpPrefix[] subnets, IpAddress address)
    {
        foreach (IpPrefix subnet in subnets)
        {
            if (subnet.Contains(address))
                return true;
        }
        return false;
    }

    private void ReadRouted(IpFamily family, IpPrefix subnet, string bridge)
    {
        Origin? routed = elements[RulesetFrame.Routed(family)].First(e => IsOf(e.Element, bridge)).Origin;
        all[new(NftValue.Protocol.Icmp, subnet, 0, isPublished: false)] = new(whereabouts.NetworkOf(bridge), null, 0, routed);
        foreach ((NftElement element, Origin? origin) in elements[PortFrame.Services(family)].Concat(elements[PortFrame.ServicesFrom(family)]))
        {
            if (Service.Of(element.Key, family) is not Service service || !subnet.Contains(service.Address))
                continue;
            foreach (ushort port in service.Ports)
            {
                all[new(service.Protocol, service.Address, port, IsPublished: false, service.From)] = To(service.Address.Address, port, origin);
            }
        }
    }

    private Destination To(IpAddress container, ushort port, Origin? origin) =>
        new(whereabouts.AttachmentOf(container), container, port, origin);

    private bool Has(string set, string bridge) => elements[set].Any(e => IsOf(e.Element, bridge));

    private static bool IsOf(NftElement element, string bridge) => element.Key is [NftValue.Interface one] && one.Value == bridge;
}
