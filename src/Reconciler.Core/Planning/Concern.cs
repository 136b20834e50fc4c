using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// Which elements of an owner's table have to be looked at to know what changes let in: those of the protocols and ports that a change is
/// about, or that lead to a container that one is about. Entrances of one protocol and port never decide about those of another.
/// </summary>
internal sealed class Concern
{
    // From here on it is quicker to look at everything.
    private const int MostChanges = 256;

    private readonly HashSet<(TransportProtocol Protocol, PortRange Ports)> services = [];
    private readonly HashSet<(NamespaceId, string)> interfaces = [];
    private readonly HashSet<IpAddress> containers = [];
    private readonly HashSet<IpAddress> reached = [];

    private Concern()
    {
    }

    /// <summary>Whether everything has to be looked at.</summary>
    public bool IsEverything { get; private set; }

    /// <summary>Whether no change lets anybody in, or out.</summary>
    public bool IsEmpty => !IsEverything && services.Count == 0;

    /// <summary>What changes concern.</summary>
    /// <param name="states">All of the owner's resources as they are, and as they should be.</param>
    public static Concern Of(ValueList<Change> changes, params IEnumerable<Resource>[] states)
    {
        Concern concern = new() { IsEverything = changes.Count > MostChanges };
        foreach (Change change in concern.IsEverything ? [] : changes)
        {
            concern.Add(change.Subject);
            if (change is Change.Update { Observed: var before })
                concern.Add(before);
        }
        if (!concern.IsEverything && concern.services.Count + concern.interfaces.Count + concern.containers.Count > 0)
            concern.Spread(states);
        return concern;
    }

    /// <summary>Whether an element has to be looked at.</summary>
    public bool Includes(NftElement element) => RoleOf(element) switch
    {
        ElementRole.None => false,
        _ when IsEverything => true,
        ElementRole.Network => true,
        ElementRole.Port => ServiceOf(element) is Service service && IsConcerned(service),
        ElementRole.Policy => ClosedBy(element) is IpAddress container && reached.Contains(container),
        _ => false,
    };

    /// <summary>Whether something that is looked at leads to a container.</summary>
    public bool Reaches(IpAddress container) => IsEverything || reached.Contains(container);

    private void Add(Resource changed)
    {
        switch (changed)
        {
            case NftTable or NftSet when changed.Id.Namespace.IsHost:
            case NftElement when RoleOf(changed) == ElementRole.Network:
                IsEverything = true;
                break;
            case NftElement element when ServiceOf(element) is Service service:
                services.Add((service.Protocol, service.Range));
                break;
            case NftElement element when ClosedBy(element) is IpAddress container:
                containers.Add(container);
                break;
            case Address address:
                containers.Add(address.Prefix.Address);
                break;
            case Link { Namespace.IsHost: true, Type: LinkType.Veth { Peer: VethPeer peer } }:
                interfaces.Add((peer.Namespace, peer.Name));
                break;
        }
    }

    // From an interface to its addresses, from those to the ports that lead there, and from the ports to all that they lead to.
    private void Spread(IEnumerable<Resource>[] states)
    {
        if (interfaces.Count > 0)
            containers.UnionWith(states.SelectMany(s => s).OfType<Address>().Where(a => interfaces.Contains((a.Namespace, a.Link))).Select(a => a.Prefix.Address));
        foreach ((NftElement element, Service service) in containers.Count == 0 ? [] : Ports(states))
        {
            if (containers.Contains(Led(element, service)))
                services.Add((service.Protocol, service.Range));
        }
        foreach ((NftElement element, Service service) in services.Count == 0 ? [] : Ports(states))
        {
            if (IsConcerned(service))
                reached.Add(Led(element, service));
        }
    }

    private static IEnumerable<(NftElement Element, Service Service)> Ports(IEnumerable<Resource>[] states)
    {
        foreach (Resource resource in states.SelectMany(s => s))
        {
            if (resource is NftElement element && ServiceOf(element) is Service service)
                yield return (element, service);
        }
    }

    private bool IsConcerned(Service service)
    {
        foreach ((TransportProtocol protocol, PortRange ports) in services)
        {
            if (protocol == service.Protocol && ports.First <= service.Range.Last && service.Range.First <= ports.Last)
                return true;
        }
        return false;
    }

    /// <summary>What an element of the host's decides.</summary>
    public static ElementRole RoleOf(Resource resource) => resource is NftElement { Table.Namespace.IsHost: true } element ? ElementRoles.Of(element.Set) : ElementRole.None;

    /// <summary>What an element is about that says where ports lead, or who may use them; <c>null</c>: it says nothing of that.</summary>
    public static Service? ServiceOf(NftElement element) => RoleOf(element) == ElementRole.Port ? Service.Of(element) : null;

    /// <summary>Where such an element leads: a published port to a container's address, and an open one is one's.</summary>
    public static IpAddress Led(NftElement element, Service service) =>
        element.Data is [NftValue.Address container, ..] ? container.Value : service.Address.Address;

    /// <summary>The container that an element of a policy is about; <c>null</c>: it is of none.</summary>
    public static IpAddress? ClosedBy(NftElement element) => RoleOf(element) != ElementRole.Policy ? null : element.Key switch
    {
        [NftValue.Address container] => container.Value,
        [NftValue.Prefix container, ..] => container.Value.Address,
        _ => null,
    };
}
