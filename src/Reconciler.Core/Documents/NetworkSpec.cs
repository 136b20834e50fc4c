using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>What a <c>Network</c> document says; <c>null</c> = unsaid.</summary>
public sealed record NetworkSpec
{
    /// <summary>How containers are connected.</summary>
    public required NetworkMode Mode { get; init; }

    /// <summary>At most one per address family.</summary>
    public ValueList<SubnetSpec> Subnets { get; init; } = [];

    /// <summary>The largest packet in bytes; unsaid: the smallest MTU of the host's default routes' interfaces.</summary>
    public int? Mtu { get; init; }

    /// <summary>How the network reaches the outside, and is reached from there.</summary>
    public UplinkSpec Uplink { get; init; } = UplinkSpec.Of(Documents.Uplink.Nat);

    /// <summary>At most one per family: what leaves a <see cref="Documents.Uplink.Nat"/> network has this source; unsaid: the outgoing link's.</summary>
    public ValueList<IpAddress> UplinkAddress { get; init; } = [];

    /// <summary>Whether containers of this network reach each other.</summary>
    public InterContainerTraffic InterContainerTraffic { get; init; } = InterContainerTraffic.Allow;

    /// <summary>Whether containers leave it by a gateway in a family.</summary>
    public bool LeadsOutIn(IpFamily family) =>
        Uplink.For(family) != Documents.Uplink.None && Subnets.Any(s => s.Cidr.Family == family && GatewayOf(s) is not null);

    /// <summary>
    /// The gateway of one of its subnets: the one said, else the first host address; on somebody else's network there is none unless
    /// it is said.
    /// </summary>
    public IpAddress? GatewayOf(SubnetSpec subnet) =>
        subnet.Gateway ?? (IsSomebodyElses ? null : new IpAddress(subnet.Cidr.Family, subnet.Cidr.First.Bits + 1));

    /// <summary>Names of the networks whose containers may open connections to this one.</summary>
    public ValueList<string> ReachableFrom { get; init; } = [];

    /// <summary>How names of attachments resolve; unsaid: as an empty one says, where the host is the network's gateway.</summary>
    public DnsSpec? Dns { get; init; }

    /// <summary>Whether names are served: at the gateway addresses, which are this host's.</summary>
    public bool ServesNames => Mode is NetworkMode.Bridge or NetworkMode.Overlay && !IsSomebodyElses && Subnets.Count > 0 && Dns is not { Enabled: false };

    /// <summary>The mode's own settings.</summary>
    public BridgeSpec Bridge { get; init; } = new();

    /// <summary>The mode's own settings; said exactly when the mode is macvlan.</summary>
    public MacvlanSpec? Macvlan { get; init; }

    /// <summary>The mode's own settings; said exactly when the mode is overlay.</summary>
    public OverlaySpec? Overlay { get; init; }

    /// <summary>Whether containers of several nodes may be on it together.</summary>
    public bool SpansNodes => Mode == NetworkMode.Overlay || IsSomebodyElses;

    /// <summary>Whether it is a network that exists without us, and that containers only join: it has a gateway only when one is said.</summary>
    public bool IsSomebodyElses => Mode == NetworkMode.Macvlan || Bridge.External;
}

/// <summary><c>spec.mode</c> of a <c>Network</c>.</summary>
public enum NetworkMode
{
    Bridge,

    /// <summary>Containers share the host's namespace; nothing is made.</summary>
    Host,

    /// <summary>Containers have a namespace with <c>lo</c> and nothing else of ours.</summary>
    None,

    /// <summary>Containers are on the physical network of one of the host's interfaces.</summary>
    Macvlan,

    /// <summary>A bridge on each node, joined by VXLAN.</summary>
    Overlay,
}

/// <summary><c>spec.uplink</c> of a <c>Network</c>.</summary>
public enum Uplink
{
    /// <summary>Masqueraded; from outside only published ports are reachable.</summary>
    Nat,

    /// <summary>Not translated; from outside published ports and ICMP are reachable.</summary>
    Routed,

    /// <summary>Internal: no default route, nothing crosses in either direction.</summary>
    None,
}

/// <summary><c>spec.uplink</c> of a <c>Network</c>, for each address family.</summary>
public sealed record UplinkSpec(Uplink IPv4, Uplink IPv6)
{
    /// <summary>The same for both families.</summary>
    public static UplinkSpec Of(Uplink both) => new(both, both);

    public Uplink For(IpFamily family) => family == IpFamily.IPv4 ? IPv4 : IPv6;
}

/// <summary><c>spec.interContainerTraffic</c> of a <c>Network</c>.</summary>
public enum InterContainerTraffic
{
    Allow,

    /// <summary>Isolated ports: each container reaches the gateway and what is behind it, and no other container of the network.</summary>
    Deny,
}

/// <summary>One entry of <c>spec.subnets</c>.</summary>
public sealed record SubnetSpec
{
    public required IpPrefix Cidr { get; init; }

    /// <summary>Unsaid: as the mode says.</summary>
    public IpAddress? Gateway { get; init; }

    /// <summary>Automatic addresses come from here; unsaid: the whole subnet.</summary>
    public IpPrefix? Range { get; init; }

    /// <summary>Addresses that are never given out.</summary>
    public ValueList<IpAddress> Reserved { get; init; } = [];
}

/// <summary><c>spec.bridge</c> of a <c>Network</c>.</summary>
public sealed record BridgeSpec
{
    /// <summary>The bridge's interface name; unsaid: derived from the network's name.</summary>
    public string? Interface { get; init; }

    /// <summary>The bridge exists already: containers join it, and it stays as it is.</summary>
    public bool External { get; init; }
}
