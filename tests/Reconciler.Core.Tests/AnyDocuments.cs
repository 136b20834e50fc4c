using CsCheck;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>Random documents that are free of faults.</summary>
internal static class AnyDocuments
{
    private static readonly Gen<Document<ContainerAttachmentSpec>[]> NoAttachments = Gen.Const(Array.Empty<Document<ContainerAttachmentSpec>>());

    /// <summary>Up to four networks with up to five attachments each.</summary>
    public static Gen<DocumentSet> Sets { get; } =
        from present in Gen.Bool.Array[4]
        from networks in Networks(present)
        from attachments in Gen.Int[0, 5].Array[4].SelectMany(counts => Attachments(networks, counts))
        from bare in Gen.Int[0, 2]
        from lan in Gen.Int[0, 3]
        from variant in Gen.Enum<MacvlanVariant>()
        from vlan in Gen.Bool
        from mesh in Gen.Int[0, 4]
        from node in Gen.Int[1, 2]
        from encrypted in Gen.Bool
        from policies in AnyPolicies.Specs.Array[0, 3]
        select OnFirst(policies, Set(
            [.. networks, .. lan > 0 ? [Lan(variant, vlan)] : NoNetworks, .. mesh > 0 ? [Mesh(encrypted)] : NoNetworks],
            [
                .. attachments,
                .. Enumerable.Range(0, mesh).Select(i => Attachment($"mesh{i}", "mesh", more: spec => spec with
                {
                    Node = $"n{1 + i % 2 * node}",
                    Addresses = [IpAddress.Parse($"10.42.0.{10 + i}"), IpAddress.Parse($"fd42::{10 + i}")],
                })),
                .. Enumerable.Range(0, bare).Select(i => Attachment($"bare{i}", "none")),
                .. Enumerable.Range(0, lan).Select(i => Attachment($"lan{i}", "lan", i == 0 ? "shared0" : null)),
            ]));

    private static DocumentSet OnFirst(FirewallPolicySpec[] policies, DocumentSet documents) => (documents with
    {
        Nodes = Nodes,
        Policies = policies.Select((spec, i) => Policy($"p{i}", spec)).ToValueList(),
    }).On("n1");

    // The host of the properties is the first.
    private static ValueList<Document<NodeSpec>> Nodes =>
        [Node("n1", "192.0.2.10"), Node("n2", "192.0.2.12"), Node("n3", "192.0.2.13")];

    private static Document<NetworkSpec> Mesh(bool encrypted) => Network("mesh", new NetworkSpec
    {
        Mode = NetworkMode.Overlay,
        Subnets = [Subnet("10.42.0.0/24"), Subnet("fd42::/64")],
        Overlay = new() { Vni = 4200, Encryption = encrypted ? new(KeyFile) : null },
    });

    /// <summary>The secrets of the overlay, when it is encrypted: of one generation, or of two.</summary>
    public static Gen<ValueList<OverlayKey>> Keys { get; } =
        Gen.Int[0, 5].Select(choice => choice < 3 ? [Key(choice)] : (ValueList<OverlayKey>)[Key(choice - 3), Key((choice - 2) % 3)]);

    /// <summary>The file of <see cref="Keys"/>.</summary>
    public const string KeyFile = "/etc/reconciler/overlay.key";

    private static OverlayKey Key(int generation) => new(Enumerable.Repeat((byte)generation, OverlayKey.MinLength).ToValueList());

    private static Document<NetworkSpec>[] NoNetworks => [];

    // On the interface that the host of the properties has.
    private static Document<NetworkSpec> Lan(MacvlanVariant variant, bool vlan) => Network("lan", new NetworkSpec
    {
        Mode = NetworkMode.Macvlan,
        Subnets = [Subnet("10.9.0.0/24") with { Gateway = IpAddress.Parse("10.9.0.1") }, Subnet("fd00:9::/64")],
        Macvlan = new()
        {
            Parent = "eth0",
            Vlan = vlan ? 10 : null,
            Mode = variant,
            HostAccess = variant == MacvlanVariant.Bridge ? [IpAddress.Parse("10.9.0.250")] : [],
        },
    });

    private static Gen<Document<NetworkSpec>[]> Networks(bool[] present) =>
        Gen.Select(Gen.Int[0, 2].Array[4], Gen.Select(Gen.Enum<Uplink>(), Gen.Enum<Uplink>(), (four, six) => new UplinkSpec(four, six)).Array[4], Gen.Int[1280, 9000].Array[4], Gen.Bool.Array[4],
                Gen.Enum<InterContainerTraffic>().Array[4])
            .Select((families, uplinks, mtus, reachable, traffic) => Enumerable.Range(0, 4).Where(i => present[i]).Select(i => Network($"net{i}", new NetworkSpec
            {
                Mode = NetworkMode.Bridge,
                Subnets = SubnetsOf(i, families[i]),
                Uplink = uplinks[i],
                Mtu = mtus[i],
                InterContainerTraffic = traffic[i],
                ReachableFrom = reachable[i] ? Enumerable.Range(0, i).Where(j => present[j]).Select(j => $"net{j}").ToValueList() : [],
            })).ToArray());

    private static ValueList<SubnetSpec> SubnetsOf(int network, int families) => families switch
    {
        0 => [Subnet($"10.{network}.0.0/24")],
        1 => [Subnet($"fd00:{network}::/64")],
        _ => [Subnet($"10.{network}.0.0/24"), Subnet($"fd00:{network}::/64")],
    };

    private static Gen<Document<ContainerAttachmentSpec>[]> Attachments(Document<NetworkSpec>[] networks, int[] counts) =>
        networks.Length == 0
            ? NoAttachments
            : Gen.Select(Gen.Bool.Array[20], Gen.UShort[1, 19999].Array[20]).Select((shared, ports) => networks.SelectMany((network, n) =>
                Enumerable.Range(0, counts[n]).Select(i => Attachment(
                    $"{network.Name}-c{i}", network.Name, shared[5 * n + i] ? $"shared{i}" : null, spec => spec with
                    {
                        Interface = i % 2 == 0 ? $"if{n}{i}" : null,
                        Bandwidth = new() { Ingress = i == 1 ? new BitRate(ports[i] * 1_000_000L) : null, Egress = i == 2 ? new BitRate(8_000) : null },
                        Routes = RoutesOf(network.Spec, i),
                        Sysctls = [new SysctlSpec("net.ipv4.ip_default_ttl", "65"), .. i % 2 == 0 ? [new SysctlSpec($"net.ipv4.conf.if{n}{i}.rp_filter", "2")] : Array.Empty<SysctlSpec>()],
                        Ports = network.Spec is { Uplink: { IPv4: Uplink.None, IPv6: Uplink.None } } ? [] : PortsOf(5 * n + i, ports[5 * n + i]),
                    }))).ToArray());

    private static ValueList<RouteSpec> RoutesOf(NetworkSpec network, int container) =>
    [
        new() { To = IpPrefix.Parse($"172.16.{container}.0/24"), Metric = container + 1, Type = RouteType.Blackhole },
        .. network.Subnets.Where(s => s.Cidr.Family == IpFamily.IPv4)
            .Select(s => new RouteSpec { To = IpPrefix.Parse($"198.51.{s.Cidr.First.Bits >> 16 & 255}.0/24"), Via = network.GatewayOf(s) }),
    ];

    // Whoever is let in, and how far a range goes, is a matter of the container: a port of the host is always guarded in the same way.
    private static ValueList<PortSpec> PortsOf(int container, ushort port) =>
    [
        Port((ushort)(1000 + container), port),
        new()
        {
            Host = new((ushort)(20000 + 10 * container), (ushort)(20000 + 10 * container + port % 3)),
            Container = port % 2 == 0
                ? new((ushort)(20000 + 10 * container), (ushort)(20000 + 10 * container + port % 3)) : new((ushort)(61000 + 10 * container), (ushort)(61000 + 10 * container + port % 3)),
            AllowFrom = container % 2 == 0 ? [IpPrefix.Parse("198.51.100.0/24"), IpPrefix.Parse("2001:db8::/64"), IpPrefix.Parse("203.0.113.7/32")] : null,
        },
    ];

    private static PortSpec Port(ushort host, ushort container) => new() { Host = new(host), Container = new(container) };
}
