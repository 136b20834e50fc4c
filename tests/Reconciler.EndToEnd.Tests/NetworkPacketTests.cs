using static Reconciler.EndToEnd.Tests.Laboratory;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What a network's settings change about who reaches whom, with real packets.</summary>
public sealed class NetworkPacketTests : IDisposable
{
    private readonly Laboratory laboratory = new();

    public void Dispose() => laboratory.Dispose();

    private static string Documents(string web, string db = "") => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24] {{web}}}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: db}
        spec: {mode: bridge, subnets: [10.30.0.0/24] {{db}}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: web-1, network: web, addresses: [10.20.0.10]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db-1}
        spec: {container: db-1, network: db, addresses: [10.30.0.10]}
        """;

    [Fact]
    public void Containers_of_a_network_it_is_reachable_from_get_through_and_not_the_other_way()
    {
        laboratory.Host.Apply(Documents("", ", reachableFrom: [web]"));
        laboratory.Serve("db-1", 5432);
        laboratory.Serve("web-1", 80);
        Assert.Equal("10.20.0.10", laboratory.Ask("web-1", "10.30.0.10", 5432));
        Assert.True(laboratory.IsDenied("db-1", "10.20.0.10", 80));
    }

    [Fact]
    public void Nothing_crosses_the_border_of_an_internal_network()
    {
        laboratory.Host.Apply(Documents(", uplink: none"));
        laboratory.Serve(Outside, 7);
        laboratory.Serve("web-1", 80);
        Assert.True(laboratory.IsDenied("web-1", OutsideAddress, 7));
        laboratory.Host.Sh("ip -n web-1 route add default via 10.20.0.1");
        Assert.True(laboratory.IsDenied("web-1", OutsideAddress, 7));
        Assert.True(laboratory.IsDenied("db-1", "10.20.0.10", 80));
    }

    [Fact]
    public void A_routed_network_keeps_its_addresses_and_opens_only_published_ports()
    {
        laboratory.Host.Apply(Documents(", uplink: routed").Replace("addresses: [10.20.0.10]", "addresses: [10.20.0.10], ports: [\"80:80\"]", StringComparison.Ordinal));
        laboratory.Host.Sh($"ip -n {Outside} route add 10.20.0.0/24 via {HostAddress}");
        laboratory.Serve(Outside, 7);
        laboratory.Serve("web-1", 80);
        laboratory.Serve("web-1", 81);
        Assert.Equal("10.20.0.10", laboratory.Ask("web-1", OutsideAddress, 7));
        Assert.Equal(OutsideAddress, laboratory.Ask(Outside, "10.20.0.10", 80));
        Assert.True(laboratory.IsDenied(Outside, "10.20.0.10", 81));
        Assert.Equal(0, laboratory.Host.RunIn(Outside, "ping -c1 -W1 10.20.0.10").ExitCode);
    }

    [Fact]
    public void Containers_of_a_network_without_ipv6_have_no_ipv6_address_at_all()
    {
        laboratory.Host.Apply(Documents(""));
        Assert.Equal("", laboratory.Host.RunIn("web-1", "ip -6 addr show dev eth0").Output);
    }

    [Fact]
    public void Foreign_traffic_through_the_host_is_not_judged()
    {
        laboratory.Host.Sh($"""
            set -e
            ip netns add other
            ip link add other0 type veth peer name eth0 netns other
            ip addr add 198.51.100.1/24 dev other0; ip link set other0 up
            ip -n other addr add 198.51.100.2/24 dev eth0; ip -n other link set eth0 up; ip -n other route add default via 198.51.100.1
            ip -n {Outside} route add 198.51.100.0/24 via {HostAddress}
            """);
        laboratory.Host.Apply(Documents(""));
        laboratory.Serve("other", 7);
        Assert.Equal(OutsideAddress, laboratory.Ask(Outside, "198.51.100.2", 7));
    }
}
