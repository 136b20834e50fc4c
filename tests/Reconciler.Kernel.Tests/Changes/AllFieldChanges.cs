namespace Reconciler.Kernel.Tests.Changes;

/// <summary>An example of a change for every field of every kind of document.</summary>
internal static class AllFieldChanges
{
    /// <summary>The secret of the encrypted overlay.</summary>
    public const string KeyFile = "/dev/shm/reconciler-changes.key";

    private const string Bridge = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web, labels: {tier: front}}
        spec:
          mode: bridge
          subnets:
            - {cidr: 10.20.0.0/24, gateway: 10.20.0.1, range: 10.20.0.64/26, reserved: [10.20.0.9]}
            - fd00:20::/64
          mtu: 1400
          uplink: {ipv4: nat, ipv6: routed}
          uplinkAddress: [192.0.2.10]
          interContainerTraffic: allow
          bridge: {interface: br-web, external: false}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: db}
        spec: {mode: bridge, subnets: [10.30.0.0/24, "fd00:30::/64"], uplink: nat}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one, labels: {app: web}}
        spec:
          container: {netns: one, create: true}
          network: web
          interface: eth0
          hostInterface: veth-one
          mac: "02:00:00:00:00:01"
          routes: [{to: 198.51.100.0/24, via: 10.20.0.254, metric: 50, type: unicast}]
          sysctls: {net.ipv4.ip_default_ttl: 65}
          bandwidth: {ingress: 100mbit, egress: 50mbit}
          ports: [{host: 8080, container: 80, protocol: tcp, address: 192.0.2.10, allowFrom: [192.0.2.0/24]}]
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one-db}
        spec: {container: one, network: db, interface: eth1, addresses: [10.30.0.10], gatewayPriority: 0}
        ---
        apiVersion: reconciler/v1
        kind: AddressLock
        metadata: {name: pins}
        spec: {attachments: {one: [10.20.0.70, "fd00:20::70"]}}
        """;

    private const string Single = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: web, addresses: [10.20.0.10]}
        """;

    private const string External = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24], bridge: {interface: br-other, external: true}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: web, addresses: [10.20.0.10]}
        """;

    private const string Macvlan = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: lan}
        spec:
          mode: macvlan
          subnets: [192.0.2.0/24]
          macvlan: {parent: eth0, mode: bridge, hostAccess: 192.0.2.250}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: lan, addresses: [192.0.2.20]}
        """;

    private const string Overlay = """
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: host-a, labels: {rack: one}}
        spec: {address: 192.0.2.10}
        ---
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: host-b}
        spec: {address: 192.0.2.12}
        ---
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: host-c}
        spec: {address: 192.0.2.14}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: mesh}
        spec:
          mode: overlay
          subnets: [10.42.0.0/24]
          overlay: {vni: 4200, port: 4789, nodes: [host-a, host-b]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: mesh, node: host-a, addresses: [10.42.0.10]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, network: mesh, node: host-b, addresses: [10.42.0.11]}
        """;

    private const string Interfaces = "ip link add eth0 type veth peer name eth1; ip link set eth0 up; ip link set eth1 up; ";

    private const string Underlay = Interfaces + "ip addr add 192.0.2.10/24 dev eth0; ip addr add 192.0.2.11/24 dev eth0; ";

    private const string OtherBridge = "ip link add br-other type bridge; ip link set br-other up; ";

    private const string Process = "unshare --net sleep 60 >/dev/null 2>&1 & echo $!";

    private const string Secret = Underlay + $"umask 077; head -c 32 /dev/zero | base64 > {KeyFile}; ";

    public static IReadOnlyList<FieldChange> All { get; } =
    [
        new("Network metadata.name", Single, "web", "shop", ("name: web}", "name: shop}"), ("network: web", "network: shop")),
        InBridge("Network metadata.labels", "tier: front", "tier: back"),
        new("Network spec.mode", Single, "bridge", "macvlan", ("mode: bridge", "mode: macvlan, macvlan: {parent: eth0}")) { Prepare = Interfaces },
        InBridge("Network spec.subnets[].cidr", "10.30.0.0/24", "10.30.0.0/25"),
        InBridge("Network spec.subnets[].gateway", "gateway: 10.20.0.1", "gateway: 10.20.0.2"),
        InBridge("Network spec.subnets[].range", "range: 10.20.0.64/26", "range: 10.20.0.128/26"),
        InBridge("Network spec.subnets[].reserved[]", "reserved: [10.20.0.9]", "reserved: [10.20.0.8]"),
        InBridge("Network spec.mtu", "mtu: 1400", "mtu: 1300"),
        InBridge("Network spec.uplink.ipv4", "ipv4: nat", "ipv4: none", ("ipv4: nat", "ipv4: none"), ("  uplinkAddress: [192.0.2.10]\n", "")),
        InBridge("Network spec.uplink.ipv6", "ipv6: routed", "ipv6: nat"),
        InBridge("Network spec.uplinkAddress[]", "uplinkAddress: [192.0.2.10]", "uplinkAddress: [192.0.2.11]"),
        InBridge("Network spec.interContainerTraffic", "interContainerTraffic: allow", "interContainerTraffic: deny"),
        InBridge("Network spec.reachableFrom[]", "uplink: nat", "uplink: nat, reachableFrom: [web]", "none", "web"),
        InBridge("Network spec.dns.enabled", "uplink: nat", "uplink: nat, dns: {enabled: false}", "true", "false"),
        InBridge("Network spec.dns.domain", "uplink: nat", "uplink: nat, dns: {domain: db.shop.internal}", "db.internal", "db.shop.internal"),
        InBridge("Network spec.dns.upstream[]", "uplink: nat", "uplink: nat, dns: {upstream: [192.0.2.53]}", "none", "192.0.2.53"),
        InBridge("Network spec.bridge.interface", "interface: br-web", "interface: br-front"),
        new("Network spec.bridge.external", External, "true", "false", ("br-other, external: true", "br-web")) { Prepare = Underlay + OtherBridge },
        InMacvlan("Network spec.macvlan.parent", "parent: eth0", "parent: eth1"),
        InMacvlan("Network spec.macvlan.vlan", "mode: bridge, hostAccess", "vlan: 10, mode: bridge, hostAccess", "none", "10") with { IsOnlyPlanned = true },
        new("Network spec.macvlan.mode", WithoutHostAccess, "bridge", "private", ("mode: bridge", "mode: private")) { Prepare = Interfaces },
        new("Network spec.macvlan.mode", WithoutHostAccess, "bridge", "passthru", ("mode: bridge", "mode: passthru")) { Prepare = Interfaces },
        InMacvlan("Network spec.macvlan.hostAccess[]", "hostAccess: 192.0.2.250", "hostAccess: 192.0.2.251"),
        InOverlay("Network spec.overlay.vni", "vni: 4200", "vni: 4201"),
        InOverlay("Network spec.overlay.port", "port: 4789", "port: 8472"),
        InOverlay("Network spec.overlay.nodes[]", "nodes: [host-a, host-b]", "nodes: [host-a, host-b, host-c]"),
        InOverlay("Network spec.overlay.encryption.keyFile", "port: 4789", $"port: 4789, encryption: {{keyFile: {KeyFile}}}", "none", "a file") with { Prepare = Secret, IsOnlyPlanned = true },

        InBridge("ContainerAttachment metadata.name", "name: one-db", "name: one-data"),
        InBridge("ContainerAttachment metadata.labels", "app: web", "app: shop"),
        InBridge("ContainerAttachment spec.container.netns", "container: one,", "container: two,", "one", "two"),
        InBridge("ContainerAttachment spec.container.create", "create: true", "create: false"),
        InBridge("ContainerAttachment spec.container.path", "netns: one", "path: /proc/812/ns/net", ("{netns: one, create: true}", "{path: /proc/$PROCESS/ns/net}")) with { Prepare = Underlay + Process },
        InBridge("ContainerAttachment spec.container.pid", "netns: one", "pid: 812", ("{netns: one, create: true}", "{pid: $PROCESS}")) with { Prepare = Underlay + Process },
        InBridge("ContainerAttachment spec.container.docker", "netns: one", "docker: web", ("{netns: one, create: true}", "{docker: web}")),
        InBridge("ContainerAttachment spec.container.podman", "netns: one", "podman: web", ("{netns: one, create: true}", "{podman: web}")),
        InOverlay("ContainerAttachment spec.node", "node: host-b, addresses", "node: host-a, addresses", "host-b", "host-a"),
        InBridge("ContainerAttachment spec.network", "network: db, interface: eth1, addresses: [10.30.0.10]", "network: web, interface: eth1, addresses: [10.20.0.71]", "db", "web"),
        InBridge("ContainerAttachment spec.interface", "interface: eth0", "interface: lan0"),
        InBridge("ContainerAttachment spec.hostInterface", "hostInterface: veth-one", "hostInterface: veth-1"),
        InBridge("ContainerAttachment spec.addresses[]", "addresses: [10.30.0.10]", "addresses: [10.30.0.11]"),
        InBridge("ContainerAttachment spec.mac", "mac: \"02:00:00:00:00:01\"", "mac: \"02:00:00:00:00:02\""),
        InBridge("ContainerAttachment spec.aliases[]", "gatewayPriority: 0", "gatewayPriority: 0, aliases: [database]", "none", "database"),
        InBridge("ContainerAttachment spec.gatewayPriority", "gatewayPriority: 0", "gatewayPriority: 1"),
        InBridge("ContainerAttachment spec.routes[].to", "to: 198.51.100.0/24", "to: 198.51.101.0/24"),
        InBridge("ContainerAttachment spec.routes[].via", "via: 10.20.0.254", "via: 10.20.0.253"),
        InBridge("ContainerAttachment spec.routes[].metric", "metric: 50", "metric: 60"),
        InBridge("ContainerAttachment spec.routes[].type", "via: 10.20.0.254, metric: 50, type: unicast", "metric: 50, type: blackhole", "unicast", "blackhole"),
        InBridge("ContainerAttachment spec.bandwidth.ingress", "ingress: 100mbit", "ingress: 10mbit"),
        InBridge("ContainerAttachment spec.bandwidth.egress", "egress: 50mbit", "egress: 5mbit"),
        InBridge("ContainerAttachment spec.sysctls", "net.ipv4.ip_default_ttl: 65", "net.ipv4.ip_default_ttl: 66"),
        InBridge("ContainerAttachment spec.ports[].host", "host: 8080", "host: 8081"),
        InBridge("ContainerAttachment spec.ports[].container", "container: 80,", "container: 81,", "80", "81"),
        InBridge("ContainerAttachment spec.ports[].protocol", "protocol: tcp", "protocol: udp"),
        InBridge("ContainerAttachment spec.ports[].address", "address: 192.0.2.10", "address: 192.0.2.11"),
        InBridge("ContainerAttachment spec.ports[].allowFrom[]", "allowFrom: [192.0.2.0/24]", "allowFrom: [192.0.2.0/25]"),

        InOverlay("Node metadata.name", "name: host-b}", "name: host-d}", ("name: host-b}", "name: host-d}"), ("[host-a, host-b]", "[host-a, host-d]"), ("node: host-b,", "node: host-d,")),
        InOverlay("Node metadata.labels", "rack: one", "rack: two"),
        InOverlay("Node spec.address", "address: 192.0.2.10", "address: 192.0.2.11"),
        InOverlay("Node spec.address", "address: 192.0.2.12", "address: 192.0.2.13", "of another node: 192.0.2.12", "192.0.2.13"),
        InOverlay("Node spec.interface", "{address: 192.0.2.10}", "{address: 192.0.2.10, interface: eth0}", "none", "eth0"),

        InBridge("AddressLock metadata.name", "name: pins", "name: pinned"),
        InBridge("AddressLock spec.attachments", "one: [10.20.0.70,", "one: [10.20.0.71,", "10.20.0.70", "10.20.0.71"),

        .. PolicyFieldChanges.All,
    ];

    private static string WithoutHostAccess => Macvlan.Replace(", hostAccess: 192.0.2.250", "", StringComparison.Ordinal);

    private static FieldChange InBridge(string field, string from, string to) => InBridge(field, from, to, (from, to));

    private static FieldChange InBridge(string field, string from, string to, string shownFrom, string shownTo) => InBridge(field, shownFrom, shownTo, (from, to));

    private static FieldChange InBridge(string field, string from, string to, params (string, string)[] edits) => new(field, Bridge, ValueOf(from), ValueOf(to), edits) { Prepare = Underlay };

    private static FieldChange InMacvlan(string field, string from, string to) => InMacvlan(field, from, to, ValueOf(from), ValueOf(to));

    private static FieldChange InMacvlan(string field, string from, string to, string shownFrom, string shownTo) => new(field, Macvlan, shownFrom, shownTo, (from, to)) { Prepare = Interfaces };

    private static FieldChange InOverlay(string field, string from, string to) => InOverlay(field, from, to, (from, to));

    private static FieldChange InOverlay(string field, string from, string to, string shownFrom, string shownTo) => InOverlay(field, shownFrom, shownTo, (from, to));

    private static FieldChange InOverlay(string field, string from, string to, params (string, string)[] edits) => new(field, Overlay, ValueOf(from), ValueOf(to), edits) { Prepare = Underlay };

    // 'mtu: 1400' is shown as the value.
    private static string ValueOf(string text)
    {
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        return (colon > 0 && char.IsLetter(text[0]) ? text[(colon + 2)..] : text).Trim('"', '[', ']', '}');
    }
}
