namespace Reconciler.Kernel.Tests;

/// <summary>Documents that the tests apply.</summary>
internal static class TestNetworks
{
    /// <summary>Two networks, one with both families; three containers, one of them in both networks; published ports.</summary>
    public const string Two = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"], mtu: 1400}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: db}
        spec: {mode: bridge, subnets: [10.30.0.0/24], reachableFrom: [web]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec:
          container: web-1
          network: web
          addresses: [10.20.0.10, "fd00:20::10"]
          routes:
            - {to: 198.51.100.0/24, via: 10.20.0.20, metric: 50}
            - {to: 10.66.0.0/16, type: blackhole}
            - {to: "fd66::/64", type: prohibit}
          bandwidth: {ingress: 1gbit, egress: 500mbit}
          sysctls: {net.ipv4.conf.eth0.rp_filter: 2, net.ipv4.ip_local_port_range: 20000 30000}
          ports: ["8080:80", "5353:53/udp"]
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-2}
        spec: {container: web-2, network: web}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1-db}
        spec: {container: web-1, network: db}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db}
        spec: {container: db, network: db, addresses: [10.30.0.10], ports: ["127.0.0.1:5432:5432"]}
        """;

    /// <summary>What somebody else has on the same host.</summary>
    public const string Foreign = """
        ip link set lo up
        ip link add br-foreign type bridge; ip link set br-foreign up; ip addr add 198.51.100.1/24 dev br-foreign
        ip link add veth-foreign type veth peer name eth9; ip link set veth-foreign master br-foreign up
        ip route add 203.0.113.0/24 via 198.51.100.2
        nft add table inet foreign; nft add chain inet foreign forward '{ type filter hook forward priority 10; policy accept; }'
        nft add rule inet foreign forward ip saddr 203.0.113.7 counter drop
        sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
        """;
}
