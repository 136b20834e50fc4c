namespace Reconciler.Kernel.Tests;

/// <summary>Whatever somebody changes by hand is seen and put right, and nothing else is touched.</summary>
public class DriftTests
{
    /// <summary>What somebody does, and a resource that differs then.</summary>
    public static TheoryData<string, string> Drifts { get; } = new()
    {
        { "ip link set br-web mtu 1300", "link/host/br-web" },
        { "ip link set br-web address 02:00:00:00:00:01", "link/host/br-web" },
        { "ip link set br-web alias somebody", "link/host/br-web" },
        { "ip link set br-web group 5", "link/host/br-web" },
        { "ip link set br-web addrgenmode eui64", "link/host/br-web" },
        { "ip link set br-db down", "link/host/br-db" },
        { "ip link set br-web down", "link/host/br-web" },
        { "ip link del br-web", "link/host/br-web" },
        { "ip link set veth-web-1 nomaster", "link/host/veth-web-1" },
        { "ip link set veth-web-1 master br-db", "link/host/veth-web-1" },
        { "bridge link set dev veth-web-1 hairpin off", "link/host/veth-web-1" },
        { "bridge link set dev veth-web-1 isolated on", "link/host/veth-web-1" },
        { "ip link set veth-web-1 mtu 1200", "link/host/veth-web-1" },
        { "ip link set veth-web-1 down", "link/host/veth-web-1" },
        { "ip link set veth-web-1 alias ''", "link/host/veth-web-1" },
        { "ip link set veth-web-1 group 0", "link/host/veth-web-1" },
        { "ip link del veth-web-1", "link/host/veth-web-1" },
        { "inside web-1 ip link set eth0 down", "link/host/veth-web-1" },
        { "inside web-1 ip link set eth0 mtu 1200", "link/host/veth-web-1" },
        { "inside web-1 ip link set eth0 address 02:00:00:00:00:02", "link/host/veth-web-1" },
        { "inside web-1 ip link set eth0 alias x", "link/host/veth-web-1" },
        { "inside db ip link set eth0 addrgenmode eui64", "link/host/veth-db" },
        { "inside web-1 ip link set eth0 down; inside web-1 ip link set eth0 name eth7; inside web-1 ip link set eth7 up", "link/host/veth-web-1" },
        { "inside web-1 ip link set lo down", "loopback/web-1/lo" },
        { "inside web-1 ip link set lo alias ''; inside web-1 ip link set lo alias reconciler:default:x/y", "namespace/host/web-1" },
        { "ip addr del 10.20.0.1/24 dev br-web", "address/host/br-web/10.20.0.1/24" },
        { "ip addr add 10.20.0.77/24 dev br-web", "address/host/br-web/10.20.0.77/24" },
        { "ip -6 addr flush dev br-web", "address/host/br-web/fd00:20::1/64" },
        { "inside web-1 ip addr del 10.20.0.10/24 dev eth0", "address/web-1/eth0/10.20.0.10/24" },
        { "inside web-1 ip addr add 10.20.0.99/24 dev eth0", "address/web-1/eth0/10.20.0.99/24" },
        { "inside web-1 ip addr add 10.20.0.10/25 dev eth0", "address/web-1/eth0/10.20.0.10/25" },
        { "ip route del 10.20.0.0/24 dev br-web", "address/host/br-web/10.20.0.1/24" },
        { "inside web-1 ip route flush table main", "address/web-1/eth0/10.20.0.10/24" },
        { "inside web-1 ip route del default", "route/web-1/0.0.0.0/0" },
        { "inside web-1 ip -6 route del default", "route/web-1/::/0" },
        { "inside web-1 ip route replace default via 10.20.0.7 proto 82", "route/web-1/0.0.0.0/0" },
        { "inside web-1 ip route del 198.51.100.0/24", "route/web-1/198.51.100.0/24 metric 50" },
        { "inside web-1 ip route replace 198.51.100.0/24 via 10.30.0.1 metric 50 proto 82", "route/web-1/198.51.100.0/24 metric 50" },
        { "inside web-1 ip route del blackhole 10.66.0.0/16", "route/web-1/10.66.0.0/16" },
        { "inside web-1 ip route replace unreachable 10.66.0.0/16 proto 82", "route/web-1/10.66.0.0/16" },
        { "inside web-1 ip route replace 10.66.0.0/16 via 10.20.0.20 proto 82", "route/web-1/10.66.0.0/16" },
        { "inside web-1 ip route add blackhole 10.67.0.0/16 proto 82", "route/web-1/10.67.0.0/16" },
        { "ip link del veth-web-1; ip link del veth-web-1-db", "link/host/veth-web-1" },
        { "inside web-1 ip -6 route replace blackhole fd66::/64 proto 82", "route/web-1/fd66::/64" },
        { "tc qdisc del dev veth-web-1 root", "qdisc/host/veth-web-1 root" },
        { "tc qdisc replace dev veth-web-1 root handle 52: tbf rate 1mbit burst 64k limit 100000", "qdisc/host/veth-web-1 root" },
        { "inside web-1 tc qdisc del dev eth0 root", "qdisc/web-1/eth0 root" },
        { "tc qdisc add dev veth-web-2 root handle 52: tbf rate 1mbit burst 64k limit 100000", "qdisc/host/veth-web-2 root" },
        { "inside web-1 sysctl -q -w net.ipv4.conf.eth0.rp_filter=0", "sysctl/web-1/net.ipv4.conf.eth0.rp_filter" },
        { "inside web-1 sysctl -q -w 'net.ipv4.ip_local_port_range=20000 30001'", "sysctl/web-1/net.ipv4.ip_local_port_range" },
        { "sysctl -q -w net.ipv4.ip_forward=0", "sysctl/host/net.ipv4.ip_forward" },
        { "sysctl -q -w net.ipv4.conf.br-web.route_localnet=0", "sysctl/host/net.ipv4.conf.br-web.route_localnet" },
        { "nft delete table inet reconciler-default", "nft-table/host/inet reconciler-default" },
        { "nft flush chain inet reconciler-default judge", "nft-chain/host/inet reconciler-default judge" },
        { "nft delete element inet reconciler-default published-ip '{ tcp . 8080 }'", "nft-element/host/inet reconciler-default published-ip { tcp . 8080 }" },
        { "nft add chain inet reconciler-default more", "nft-chain/host/inet reconciler-default more" },
        { "umount $NETNS/web-2", "namespace/host/web-2" },
        { "umount $NETNS/web-2; rm $NETNS/web-2", "namespace/host/web-2" },
        { "ip link add left-over group 1392361021 type bridge", "link/host/left-over" },
        { "ip link add left-over group 1392361021 type veth peer name other group 1392361021 netns $NETNS/web-2", "link/host/left-over" },
    };

    [Theory]
    [MemberData(nameof(Drifts))]
    public void It_is_seen_and_put_right(string command, string resource)
    {
        using TestHost host = new();
        host.Apply(TestNetworks.Two);
        string before = host.State();
        host.Sh(command);
        Assert.Contains(resource, host.Plan(TestNetworks.Two).Changes.Select(c => c.Change.Id.ToString()));
        host.Apply(TestNetworks.Two);
        Assert.Equal(WithoutHostEnds(before), WithoutHostEnds(host.State()));
        Assert.True(host.Plan(TestNetworks.Two).IsEmpty);
    }

    [Theory]
    [InlineData("ip link set br-web txqueuelen 77")]
    [InlineData("inside web-1 ip route add 203.0.113.0/24 via 10.20.0.7")]
    [InlineData("inside web-1 ip route add blackhole 203.0.113.0/24")]
    [InlineData("inside web-1 ip link add mine type bridge")]
    [InlineData("inside web-1 ip addr add 127.0.0.9/8 dev lo")]
    [InlineData("tc qdisc add dev veth-web-2 root handle 7: tbf rate 1gbit burst 64k limit 100000")]
    [InlineData("inside web-1 nft add table inet mine")]
    [InlineData("ip neigh add 10.20.0.77 lladdr 02:00:00:00:00:03 dev br-web")]
    public void What_is_not_managed_is_left_alone(string command)
    {
        using TestHost host = new();
        host.Apply(TestNetworks.Two);
        host.Sh(command);
        string before = host.State();
        Assert.Equal(OutcomeKind.Unchanged, host.Apply(TestNetworks.Two).Kind);
        Assert.Equal(before, host.State());
    }

    // The host's end of a veth has a random address; when a link is made anew, its place in the list changes.
    private static string[] WithoutHostEnds(string state)
    {
        string[] lines = state.Split('\n');
        return [.. lines.Where((line, i) => !IsAddressOfHostEnd(lines, i)).Select(l => l.Split('@')[0]).Order(StringComparer.Ordinal)];
    }

    private static bool IsAddressOfHostEnd(string[] lines, int i) =>
        lines[i].StartsWith("\"address\"", StringComparison.Ordinal)
        && lines[..i].Last(l => l.StartsWith("\"ifname\"", StringComparison.Ordinal)).StartsWith("\"ifname\":\"veth-", StringComparison.Ordinal);
}
