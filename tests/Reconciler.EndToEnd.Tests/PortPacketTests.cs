using static Reconciler.EndToEnd.Tests.Laboratory;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Every form of published port, with real packets.</summary>
public sealed class PortPacketTests : IDisposable
{
    private const string SecondHostAddress = "192.0.2.11";
    private const string StrangerAddress = "192.0.2.2";
    private const string StrangerAddress6 = "2001:db8::2";

    private readonly Laboratory laboratory = new();

    public PortPacketTests() => laboratory.Host.Sh($"""
        ip addr add {SecondHostAddress}/24 dev eth0
        ip -n {Outside} addr add {StrangerAddress}/24 dev eth0; ip -n {Outside} addr add {StrangerAddress6}/64 dev eth0 nodad
        """);

    public void Dispose() => laboratory.Dispose();

    private static string Documents(string ports, string uplink = "nat") => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"], uplink: {{uplink}}}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: db}
        spec: {mode: bridge, subnets: [10.30.0.0/24, "fd00:30::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: web-1, network: web, addresses: [10.20.0.10, "fd00:20::10"], ports: [{{ports}}]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-2}
        spec: {container: web-2, network: web, addresses: [10.20.0.11, "fd00:20::11"], ports: ["{{SecondHostAddress}}:8080:80"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db-1}
        spec: {container: db-1, network: db, addresses: [10.30.0.10, "fd00:30::10"]}
        """;

    [Theory]
    [InlineData(HostAddress, OutsideAddress)]
    [InlineData(HostAddress6, OutsideAddress6)]
    public void A_range_leads_each_port_to_its_own(string address, string seenAs)
    {
        laboratory.Host.Apply(Documents("\"7000-7999:7000-7999\", \"9000-9001:80-81\""));
        foreach (int port in (int[])[7000, 7500, 7999, 80, 81])
            laboratory.Serve("web-1", port);
        foreach (int port in (int[])[7000, 7500, 7999, 9000, 9001])
            Assert.Equal(seenAs, laboratory.AskAs(seenAs, Outside, address, port));
        Assert.True(laboratory.IsDenied(Outside, address, 7501));
        Assert.NotNull(laboratory.Ask(null, address, 7500));
        Assert.NotNull(laboratory.Ask("db-1", address, 7500));
        Assert.NotNull(laboratory.Ask("web-1", address, 7500));
        laboratory.Serve("web-1", 8000);
        Assert.True(laboratory.IsDenied(Outside, address, 8000));
    }

    [Fact]
    public void One_port_of_the_host_leads_to_a_container_for_each_of_its_addresses()
    {
        laboratory.Host.Apply(Documents($"\"{HostAddress}:8080:80\", \"{HostAddress}:7000-7009:7000-7009\", \"{SecondHostAddress}:8081:80\", \"8082:80\", \"127.0.0.1:8083:80\""));
        laboratory.Serve("web-1", 80);
        laboratory.Serve("web-1", 7005);
        Assert.NotNull(laboratory.Ask(Outside, HostAddress, 8080));
        Assert.True(laboratory.IsDenied(Outside, SecondHostAddress, 8080));
        Assert.NotNull(laboratory.Ask(Outside, HostAddress, 7005));
        Assert.True(laboratory.IsDenied(Outside, SecondHostAddress, 7005));
        laboratory.Serve("web-2", 80);
        Assert.NotNull(laboratory.Ask(Outside, SecondHostAddress, 8080));
        Assert.NotNull(laboratory.Ask(Outside, SecondHostAddress, 8081));
        Assert.NotNull(laboratory.Ask(Outside, SecondHostAddress, 8082));
        Assert.NotNull(laboratory.Ask(null, "127.0.0.1", 8083));
    }

    [Fact]
    public void A_port_on_a_loopback_address_is_not_reached_with_a_forged_route()
    {
        laboratory.Host.Apply(Documents("\"127.0.0.2:8080:80\", \"127.0.0.2:7000-7009:7000-7009\""));
        laboratory.Serve("web-1", 80);
        laboratory.Serve("web-1", 7000);
        laboratory.Host.Sh($"ip -n {Outside} route add table local 127.0.0.2/32 via {HostAddress} dev eth0; ip -n db-1 route add table local 127.0.0.2/32 via 10.30.0.1 dev eth0");
        laboratory.Host.Sh($"for ns in {Outside} db-1; do nsenter --net=/run/netns/$ns sh -c 'sysctl -q -w net.ipv4.conf.eth0.route_localnet=1'; done");
        foreach (int port in (int[])[8080, 7000])
        {
            Assert.NotNull(laboratory.Ask(null, "127.0.0.2", port));
            Assert.True(laboratory.IsDenied(Outside, "127.0.0.2", port));
            Assert.True(laboratory.IsDenied("db-1", "127.0.0.2", port));
        }
    }

    [Theory]
    [InlineData(HostAddress, OutsideAddress, StrangerAddress)]
    [InlineData(HostAddress6, OutsideAddress6, StrangerAddress6)]
    public void A_guarded_port_is_open_to_whom_it_says_and_to_the_host(string address, string admitted, string stranger)
    {
        laboratory.Host.Apply(Documents("""
            {host: 5432, container: 5432, allowFrom: [192.0.2.1/32, 198.51.100.0/24, 10.30.0.0/24, "2001:db8::1/128", "fd00:30::/64"]},
            {host: 7000-7009, container: 7000-7009, allowFrom: [192.0.2.1/32, "2001:db8::1/128"]}
            """));
        laboratory.Serve("web-1", 5432);
        laboratory.Serve("web-1", 7009);
        foreach (int port in (int[])[5432, 7009])
        {
            Assert.Equal(admitted, laboratory.AskAs(admitted, Outside, address, port));
            Assert.Null(laboratory.AskAs(stranger, Outside, address, port));
            Assert.NotNull(laboratory.Ask(null, address, port));
            Assert.True(laboratory.IsDenied("web-2", address, port));
        }
        Assert.NotNull(laboratory.Ask(null, "127.0.0.1", 5432));
        Assert.NotNull(laboratory.Ask("db-1", address, 5432));
        Assert.True(laboratory.IsDenied("db-1", address, 7009));
    }

    [Fact]
    public void In_a_family_without_a_subnet_nobody_is_let_in()
    {
        laboratory.Host.Apply(Documents("{host: 5432, container: 5432, allowFrom: [0.0.0.0/0]}"));
        laboratory.Serve("web-1", 5432);
        Assert.NotNull(laboratory.AskAs(StrangerAddress, Outside, HostAddress, 5432));
        Assert.True(laboratory.IsDenied(Outside, HostAddress6, 5432));
    }

    [Fact]
    public void Of_several_addresses_each_is_guarded_by_itself()
    {
        laboratory.Host.Apply(Documents($$"""
            {host: 5432, container: 5432, address: {{HostAddress}}, allowFrom: [192.0.2.1/32]},
            {host: 5432, container: 5432, address: {{SecondHostAddress}}, allowFrom: [192.0.2.2/32]}
            """));
        laboratory.Serve("web-1", 5432);
        Assert.NotNull(laboratory.AskAs(OutsideAddress, Outside, HostAddress, 5432));
        Assert.NotNull(laboratory.AskAs(StrangerAddress, Outside, SecondHostAddress, 5432));
        Assert.Null(laboratory.AskAs(StrangerAddress, Outside, HostAddress, 5432));
        Assert.Null(laboratory.AskAs(OutsideAddress, Outside, SecondHostAddress, 5432));
    }

    [Fact]
    public void A_routed_container_is_reached_by_whom_one_of_its_ports_says()
    {
        laboratory.Host.Apply(Documents("""
            {host: 5432, container: 5432, allowFrom: [192.0.2.1/32]}, "7000-7009:7000-7009",
            {host: 80, container: 80, allowFrom: [192.0.2.2/32]}, {host: 81, container: 80, allowFrom: [192.0.2.0/30]}
            """, "routed"));
        laboratory.Host.Sh($"ip -n {Outside} route add 10.20.0.0/24 via {HostAddress}");
        foreach (int port in (int[])[5432, 7009, 80])
            laboratory.Serve("web-1", port);
        Assert.Equal(OutsideAddress, laboratory.AskAs(OutsideAddress, Outside, "10.20.0.10", 5432));
        Assert.Null(laboratory.AskAs(StrangerAddress, Outside, "10.20.0.10", 5432));
        Assert.NotNull(laboratory.AskAs(StrangerAddress, Outside, "10.20.0.10", 7009));
        Assert.NotNull(laboratory.AskAs(OutsideAddress, Outside, "10.20.0.10", 80));
        Assert.NotNull(laboratory.AskAs(StrangerAddress, Outside, "10.20.0.10", 80));
    }
}
