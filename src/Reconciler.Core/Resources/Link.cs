using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>A network interface (<c>struct ifinfomsg</c>); for a veth, the host's end together with its peer.</summary>
/// <param name="Name">At most 15 bytes, unique in the namespace.</param>
/// <param name="Type">What the kind of device adds.</param>
public sealed record Link(NamespaceId Namespace, string Name, LinkType Type) : Resource
{
    /// <summary><c>IFLA_ADDRESS</c>.</summary>
    public MacAddress? Address { get; init; }

    /// <summary><c>IFLA_MTU</c> in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary><c>IFF_UP</c>.</summary>
    public bool Up { get; init; } = true;

    /// <summary><c>IFLA_GROUP</c>: the owner's mark that is atomic with creation.</summary>
    public uint? Group { get; init; }

    /// <summary><c>IFLA_IFALIAS</c>: the owner and the document.</summary>
    public string? Alias { get; init; }

    /// <summary><c>IFLA_INET6_ADDR_GEN_MODE</c>: whether the kernel gives the link an IPv6 link-local address.</summary>
    public LinkLocal? LinkLocal { get; init; }

    /// <summary><c>IFLA_MASTER</c>: the name of the bridge that it is a port of.</summary>
    public string? Master { get; init; }

    /// <summary><c>IFLA_INFO_SLAVE_DATA</c> of a bridge's port.</summary>
    public BridgePort? Port { get; init; }

    protected override ResourceId Identity => IdOf(Namespace, Name);

    public override ResourceKind Kind => LinkKind.Instance;

    /// <summary><c>IFLA_LINK</c> of a macvlan or VLAN: the name of the link below, on the host.</summary>
    public string? Parent { get; init; }

    /// <summary>
    /// The name under which the host makes it. Before Linux 6.13 the kernel refuses one for a link in another namespace that a link of
    /// the host has already (EEXIST), such as eth0; such a link is renamed from within.
    /// </summary>
    public string BirthName => Namespace.IsHost ? Name : string.Create(CultureInfo.InvariantCulture, $"mv{StableHash.Of(Namespace.ToString(), Name) & 0xff_ffff_ffff:x10}");

    public override string Detail => Type is LinkType.Veth { Peer: VethPeer peer }
        ? $"type veth peer {peer}"
        : $"{(Parent is null ? "" : $"link {Parent} ")}type {Type}{Type.Options}";

    public override ValueList<ResourceId> AlsoProvides => Type is LinkType.Veth { Peer: VethPeer peer } ? [IdOf(peer.Namespace, peer.Name)] : [];

    public override IEnumerable<ResourceId> DependsOn => [.. VanishesWith, .. MasterId, .. NamespaceIds];

    public override IEnumerable<ResourceId> VanishesWith => Parent is null ? [] : [IdOf(NamespaceId.Host, Parent)];

    /// <summary>The identity of the link of that name.</summary>
    public static ResourceId IdOf(NamespaceId where, string name) => new("link", where, name);

    private IEnumerable<ResourceId> MasterId => Master is null ? [] : [IdOf(Namespace, Master)];

    // Of the ends that are not on the host.
    private IEnumerable<ResourceId> NamespaceIds =>
        Type is LinkType.Veth { Peer.Namespace: { Name: not null } there } ? [NamedNamespace.IdOf(there)]
        : Namespace.Name is not null ? [NamedNamespace.IdOf(Namespace)]
        : [];
}

/// <summary>Whether the kernel generates an IPv6 link-local address (<c>IN6_ADDR_GEN_MODE_*</c> of linux/if_link.h).</summary>
public enum LinkLocal : byte
{
    Eui64 = 0,
    None = 1,
    StablePrivacy = 2,
    Random = 3,
}

/// <summary>Options of a bridge's port (<c>IFLA_BRPORT_*</c> of linux/if_link.h).</summary>
/// <param name="Hairpin">Frames may leave by the port they came in by: a container reaches its own published port.</param>
/// <param name="Isolated">No frames between this port and other isolated ones.</param>
public sealed record BridgePort(bool Hairpin, bool Isolated = false)
{
    /// <summary>Whether frames that come in make forwarding entries.</summary>
    public bool? Learning { get; init; }

    /// <summary>Whether the bridge answers ARP and ND for those behind the port, as far as it knows them.</summary>
    public bool? NeighbourSuppression { get; init; }
}

/// <summary>What a kind of device adds to a link; closed, only the nested cases exist.</summary>
public abstract record LinkType
{
    private LinkType()
    {
    }

    /// <summary><c>IFLA_INFO_KIND</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What ip(8) writes behind the name; empty, or beginning with a space.</summary>
    public virtual string Options => "";

    public sealed override string ToString() => Name;

    /// <summary>A bridge.</summary>
    public sealed record Bridge : LinkType
    {
        public override string Name => "bridge";
    }

    /// <summary>A veth pair.</summary>
    /// <param name="Peer">The container's end; <c>null</c> when it is not where it was looked for.</param>
    public sealed record Veth(VethPeer? Peer) : LinkType
    {
        public override string Name => "veth";
    }

    /// <summary>An interface with a MAC address of its own on a link of the host.</summary>
    public sealed record Macvlan(MacvlanVariant Variant) : LinkType
    {
        public override string Name => "macvlan";

        public override string Options => $" mode {Variant.ToString().ToLowerInvariant()}";
    }

    /// <summary>The tagged packets of a link (IEEE 802.1Q).</summary>
    public sealed record Vlan(int Id) : LinkType
    {
        public override string Name => "vlan";

        public override string Options => string.Create(CultureInfo.InvariantCulture, $" id {Id}");
    }

    /// <summary>A VXLAN device (RFC 7348).</summary>
    /// <param name="Vni">Less than 2^24.</param>
    /// <param name="Port">The UDP port of all nodes.</param>
    /// <param name="Local">The source of encapsulated packets; <c>null</c>: whatever the route says.</param>
    /// <param name="SourcePort">The UDP port from which it sends; 0: one of many, by the hash of what is sent.</param>
    public sealed record Vxlan(int Vni, int Port, IpAddress? Local, int SourcePort = 0) : LinkType
    {
        /// <summary>Whether received packets make forwarding entries.</summary>
        public bool Learning { get; init; }

        public override string Name => "vxlan";

        public override string Options => string.Create(
            CultureInfo.InvariantCulture, $" id {Vni}{(Local is null ? "" : $" local {Local}")} dstport {Port} {(Learning ? "" : "no")}learning");
    }

    /// <summary>Any other kind; never made by us.</summary>
    public sealed record Other(string Kind) : LinkType
    {
        public override string Name => Kind;
    }
}

/// <summary>The container's end of a veth pair.</summary>
public sealed record VethPeer(NamespaceId Namespace, string Name)
{
    /// <summary><c>IFLA_ADDRESS</c>.</summary>
    public MacAddress? Address { get; init; }

    /// <summary><c>IFLA_MTU</c> in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary><c>IFF_UP</c>.</summary>
    public bool Up { get; init; } = true;

    /// <summary><c>IFLA_IFALIAS</c>.</summary>
    public string? Alias { get; init; }

    /// <summary><c>IFLA_INET6_ADDR_GEN_MODE</c>.</summary>
    public LinkLocal? LinkLocal { get; init; }

    /// <summary>The end as a link of its own.</summary>
    public Link ToLink() => new(Namespace, Name, new LinkType.Veth(null)) { Address = Address, Mtu = Mtu, Up = Up, Alias = Alias, LinkLocal = LinkLocal };

    /// <summary>Where it is, and what it is called there.</summary>
    public LinkPlace Place => new(Namespace, Name);

    public override string ToString() => Place.ToString();
}

/// <summary>A link's name, and the namespace in which it has it; renders as <c>web:eth0</c>.</summary>
public readonly record struct LinkPlace(NamespaceId Namespace, string Name)
{
    public override string ToString() => $"{Namespace}:{Name}";
}
