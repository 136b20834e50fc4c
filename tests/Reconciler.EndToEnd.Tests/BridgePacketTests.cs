using static Reconciler.EndToEnd.Tests.Laboratory;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What reaches what on bridge networks, with real packets.</summary>
public sealed class BridgePacketTests : IDisposable
{
    private const string TwoNetworks = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: db}
        spec: {mode: bridge, subnets: [10.30.0.0/24, "fd00:30::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: web-1, network: web, addresses: [10.20.0.10, "fd00:20::10"], ports: ["8080:80", "5353:53/udp", "127.0.0.1:8443:80"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-2}
        spec: {container: web-2, network: web, addresses: [10.20.0.11, "fd00:20::11"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db-1}
        spec: {container: db-1, network: db, addresses: [10.30.0.10, "fd00:30::10"]}
        """;

    private readonly Laboratory laboratory = new();

    public BridgePacketTests()
    {
        laboratory.Host.Apply(TwoNetworks);
        laboratory.Serve("web-1", 80);
    }

    public void Dispose() => laboratory.Dispose();

    [Theory]
    [InlineData("10.20.0.10", "10.20.0.11")]
    [InlineData("fd00:20::10", "fd00:20::11")]
    public void A_container_reaches_another_of_its_network(string address, string seenAs) =>
        Assert.Equal(seenAs, laboratory.Ask("web-2", address, 80));

    [Theory]
    [InlineData(OutsideAddress, HostAddress)]
    [InlineData(OutsideAddress6, HostAddress6)]
    public void A_container_reaches_the_outside_under_the_hosts_address(string address, string seenAs)
    {
        laboratory.Serve(Outside, 7);
        Assert.Equal(seenAs, laboratory.Ask("web-1", address, 7));
    }

    [Theory]
    [InlineData(HostAddress, OutsideAddress)]
    [InlineData(HostAddress6, OutsideAddress6)]
    public void The_outside_reaches_a_published_port_and_its_address_is_preserved(string address, string seenAs) =>
        Assert.Equal(seenAs, laboratory.Ask(Outside, address, 8080));

    [Fact]
    public void The_outside_reaches_a_published_udp_port()
    {
        laboratory.ServeUdp("web-1", 53);
        Assert.Equal(OutsideAddress, laboratory.Ask(Outside, HostAddress, 5353, "UDP4"));
    }

    [Theory]
    [InlineData("127.0.0.1", 8080)]
    [InlineData(HostAddress, 8080)]
    [InlineData(HostAddress6, 8080)]
    [InlineData("127.0.0.1", 8443)]
    public void The_host_reaches_its_own_published_port(string address, int port) =>
        Assert.NotNull(laboratory.Ask(null, address, port));

    [Fact]
    public void A_port_of_one_host_address_is_not_published_on_the_others()
    {
        Assert.True(laboratory.IsDenied(null, HostAddress, 8443));
        Assert.True(laboratory.IsDenied(Outside, HostAddress, 8443));
    }

    [Fact]
    public void The_hosts_loopback_addresses_are_not_reachable_with_a_forged_route()
    {
        laboratory.Serve(null, 9000);
        laboratory.Host.Sh($"ip -n {Outside} route add table local 127.0.0.2/32 via {HostAddress} dev eth0; ip -n web-2 route add table local 127.0.0.2/32 via 10.20.0.1 dev eth0");
        laboratory.Host.Sh($"for ns in {Outside} web-2; do nsenter --net=/run/netns/$ns sh -c 'sysctl -q -w net.ipv4.conf.eth0.route_localnet=1'; done");
        Assert.NotNull(laboratory.Ask(null, "127.0.0.2", 9000));
        Assert.True(laboratory.IsDenied(Outside, "127.0.0.2", 9000));
        Assert.True(laboratory.IsDenied("web-2", "127.0.0.2", 9000));
    }

    [Theory]
    [InlineData("10.20.0.10")]
    [InlineData("fd00:20::10")]
    public void A_container_of_another_network_is_denied(string address) => Assert.True(laboratory.IsDenied("db-1", address, 80));

    [Theory]
    [InlineData(HostAddress, "10.30.0.10")]
    [InlineData(HostAddress6, "fd00:30::10")]
    public void A_container_of_another_network_reaches_a_published_port(string address, string seenAs) =>
        Assert.Equal(seenAs, laboratory.Ask("db-1", address, 8080));

    [Theory]
    [InlineData("10.20.0.10", "10.20.0.0/24", HostAddress, 4)]
    [InlineData("fd00:20::10", "fd00:20::/64", HostAddress6, 6)]
    public void The_outside_cannot_route_to_a_container_directly(string address, string subnet, string host, int family)
    {
        laboratory.Host.Sh($"ip -n {Outside} -{family} route add {subnet} via {host}");
        Assert.True(laboratory.IsDenied(Outside, address, 80));
    }

    [Theory]
    [InlineData(0, HostAddress)]
    [InlineData(1, HostAddress)]
    [InlineData(0, HostAddress6)]
    [InlineData(1, HostAddress6)]
    public void A_container_reaches_its_own_published_port_and_its_neighbours(int bridgeNetfilter, string address)
    {
        laboratory.Host.Sh($"sysctl -q -w net.bridge.bridge-nf-call-iptables={bridgeNetfilter} net.bridge.bridge-nf-call-ip6tables={bridgeNetfilter}");
        Assert.NotNull(laboratory.Ask("web-1", address, 8080));
        Assert.NotNull(laboratory.Ask("web-2", address, 8080));
    }

    [Fact]
    public void A_published_port_that_goes_is_closed()
    {
        laboratory.Host.Apply(TwoNetworks.Replace("\"8080:80\", ", "", StringComparison.Ordinal));
        Assert.True(laboratory.IsDenied(Outside, HostAddress, 8080));
        Assert.NotNull(laboratory.Ask("web-2", "10.20.0.10", 80));
    }
}
