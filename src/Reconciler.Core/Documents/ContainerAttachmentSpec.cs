using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>What a <c>ContainerAttachment</c> document says; <c>null</c> = unsaid.</summary>
public sealed record ContainerAttachmentSpec
{
    /// <summary>Which network namespace is attached.</summary>
    public required ContainerSpec Container { get; init; }

    /// <summary>The node that the container runs on; unsaid: whichever looks at the documents.</summary>
    public string? Node { get; init; }

    /// <summary>The name of the <c>Network</c>.</summary>
    public required string Network { get; init; }

    /// <summary>The interface's name in the container; unsaid: <c>eth0</c>, <c>eth1</c>, … in document order.</summary>
    public string? Interface { get; init; }

    /// <summary>The interface's name on the host; unsaid: derived from the attachment's name.</summary>
    public string? HostInterface { get; init; }

    /// <summary>At most one per family of the network; what is unsaid is given out automatically.</summary>
    public ValueList<IpAddress> Addresses { get; init; } = [];

    /// <summary>Unsaid: derived from owner, network and name, so that it never changes.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>The network with the highest one gives the container its default route; equal ones in document order.</summary>
    public int GatewayPriority { get; init; }

    /// <summary>Other names by which it is found in its network; several attachments may share one.</summary>
    public ValueList<string> Aliases { get; init; } = [];

    /// <summary>The <see cref="GatewayPriority"/> of a network that never gives a default route.</summary>
    public const int NoGateway = -1;

    /// <summary>Static routes of the container, besides its default route.</summary>
    public ValueList<RouteSpec> Routes { get; init; } = [];

    /// <summary>What the container may receive and send at most.</summary>
    public BandwidthSpec Bandwidth { get; init; } = new();

    /// <summary>Settings of the container's namespace.</summary>
    public ValueList<SysctlSpec> Sysctls { get; init; } = [];

    /// <summary>Published ports.</summary>
    public ValueList<PortSpec> Ports { get; init; } = [];
}

/// <summary><c>spec.bandwidth</c>, seen from the container; <c>null</c>: as much as there is.</summary>
public sealed record BandwidthSpec
{
    /// <summary>What it may receive.</summary>
    public BitRate? Ingress { get; init; }

    /// <summary>What it may send.</summary>
    public BitRate? Egress { get; init; }
}

/// <summary>One entry of <c>spec.sysctls</c>.</summary>
/// <param name="Key">Below <c>net.</c>, with dots between the parts; a dot inside of a part is written as '/'.</param>
public sealed record SysctlSpec(string Key, string Value);

/// <summary><c>spec.container</c>: how a network namespace is named; closed, only the nested cases exist.</summary>
public abstract record ContainerSpec
{
    private ContainerSpec()
    {
    }

    /// <summary><c>/run/netns/NAME</c>; made when missing unless <paramref name="Create"/> is false, removed with its last attachment.</summary>
    public sealed record Netns(string Name, bool Create = true) : ContainerSpec;

    /// <summary>Any file of a network namespace, such as <c>/proc/812/ns/net</c>.</summary>
    public sealed record NamespaceFile(string Path) : ContainerSpec;

    /// <summary>The network namespace of a process.</summary>
    public sealed record Process(int Pid) : ContainerSpec;

    /// <summary>A container, by the name or the id that its engine knows it by.</summary>
    public sealed record OfEngine(ContainerEngine Engine, string Name) : ContainerSpec;
}

/// <summary>Transport protocols that can be published; the values are the IP protocol numbers.</summary>
public enum TransportProtocol : byte
{
    Tcp = 6,
    Udp = 17,
    Sctp = 132,
}

/// <summary>One entry of <c>spec.ports</c>: host ports that lead to container ports, both ranges of the same length.</summary>
public sealed record PortSpec
{
    public required PortRange Host { get; init; }

    public required PortRange Container { get; init; }

    public TransportProtocol Protocol { get; init; } = TransportProtocol.Tcp;

    /// <summary>Only on this host address; unsaid: on all, of every family that the network has.</summary>
    public IpAddress? Address { get; init; }

    /// <summary>Who is let in besides the host itself; unsaid: everybody. Nobody is, in a family of which there is no prefix.</summary>
    public ValueList<IpPrefix>? AllowFrom { get; init; }

    /// <summary>Whether somebody with an address is let in.</summary>
    public bool Admits(IpAddress source) => AllowFrom is not ValueList<IpPrefix> sources || sources.Any(s => s.Contains(source));
}

/// <summary>Ports from first to last, both included.</summary>
public readonly record struct PortRange(ushort First, ushort Last)
{
    public PortRange(ushort port)
        : this(port, port)
    {
    }

    public int Count => Last - First + 1;

    public bool Overlaps(PortRange other) => First <= other.Last && other.First <= Last;

    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
