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
    public void Each_family_has_an_uplink_of_its_own()
    {
        laboratory.Host.Apply(Documents(", uplink: {ipv4: nat, ipv6: none}")
            .Replace("subnets: [10.20.0.0/24]", "subnets: [10.20.0.0/24, \"fd00:20::/64\"]", StringComparison.Ordinal));
        laboratory.Serve(Outside, 7);
        Assert.Equal(HostAddress, laboratory.Ask("web-1", OutsideAddress, 7));
        Assert.Equal("", laboratory.Host.RunIn("web-1", "ip -6 route show default").Output);
        laboratory.Host.Sh("ip -6 -n web-1 route add default via fd00:20::1");
        Assert.True(laboratory.IsDenied("web-1", OutsideAddress6, 7));
    }

    [Theory]
    [InlineData("10.20.0.0/24", "192.0.2.44", OutsideAddress)]
    [InlineData("fd00:20::/64", "2001:db8::44", OutsideAddress6)]
    public void The_outside_sees_the_uplink_address(string subnet, string source, string outside)
    {
        laboratory.Host.Sh($"ip addr add {source}/{(source.Contains(':', StringComparison.Ordinal) ? "64 nodad" : "24")} dev eth0");
        laboratory.Host.Apply($$"""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: web}
            spec: {mode: bridge, subnets: ["{{subnet}}"], uplinkAddress: ["{{source}}"]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: web-1}
            spec: {container: web-1, network: web}
            """);
        laboratory.Serve(Outside, 7);
        Assert.Equal(source, laboratory.Ask("web-1", outside, 7));
    }

    [Theory]
    [InlineData(0, HostAddress)]
    [InlineData(10, "192.0.2.44")]
    public void The_network_with_the_highest_gateway_priority_leads_out(int priority, string seenAs)
    {
        laboratory.Host.Sh("ip addr add 192.0.2.44/24 dev eth0");
        laboratory.Host.Apply(Documents("", ", uplinkAddress: [192.0.2.44]") + $$"""

            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: web-1-db}
            spec: {container: web-1, network: db, gatewayPriority: {{priority}}}
            """);
        laboratory.Serve(Outside, 7);
        Assert.Equal(seenAs, laboratory.Ask("web-1", OutsideAddress, 7));
    }

    // The old route stands on the address that goes, and over another link than the new one.
    [Fact]
    public void The_default_route_moves_while_the_address_that_it_stood_on_changes()
    {
        const string Second = """

            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: web-1-db}
            spec: {container: web-1, network: db, gatewayPriority: 5}
            """;
        string first = (Documents("") + Second).Replace("addresses: [10.20.0.10]", "addresses: [10.20.0.10], gatewayPriority: 9", StringComparison.Ordinal);
        laboratory.Host.Apply(first);
        Assert.Contains("default via 10.20.0.1 ", laboratory.Host.Sh("ip -n web-1 route"), StringComparison.Ordinal);
        laboratory.Host.Apply(first.Replace("10.20.0.10], gatewayPriority: 9", "10.20.0.11], gatewayPriority: 1", StringComparison.Ordinal));
        Assert.DoesNotContain("default via 10.20.0.1 ", laboratory.Host.Sh("ip -n web-1 route"), StringComparison.Ordinal);
        laboratory.Serve(Outside, 7);
        Assert.Equal(HostAddress, laboratory.Ask("web-1", OutsideAddress, 7));
    }

    [Fact]
    public void Containers_of_a_network_that_denies_their_traffic_reach_the_outside_and_not_each_other()
    {
        const string Second = """

            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: web-2}
            spec: {container: web-2, network: web, addresses: [10.20.0.11]}
            """;
        laboratory.Host.Apply(Documents("") + Second);
        laboratory.Serve("web-2", 80);
        laboratory.Serve(Outside, 7);
        Assert.Equal("10.20.0.10", laboratory.Ask("web-1", "10.20.0.11", 80));
        laboratory.Host.Apply(Documents(", interContainerTraffic: deny") + Second);
        Assert.Equal(HostAddress, laboratory.Ask("web-1", OutsideAddress, 7));
        Assert.True(laboratory.IsDenied("web-1", "10.20.0.11", 80));
        // By way of the host, which forwards from the bridge back to it.
        laboratory.Host.Sh("ip -n web-1 route replace 10.20.0.11/32 via 10.20.0.1");
        Assert.True(laboratory.IsDenied("web-1", "10.20.0.11", 80));
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
