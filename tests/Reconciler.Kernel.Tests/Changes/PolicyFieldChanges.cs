namespace Reconciler.Kernel.Tests.Changes;

/// <summary>An example of a change for every field of policies.</summary>
internal static class PolicyFieldChanges
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: lan}
        spec: {mode: macvlan, subnets: [192.0.2.0/24], macvlan: {parent: eth0}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db, labels: {app: db}}
        spec: {container: db, network: web, addresses: [10.20.0.10]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web, labels: {app: web}}
        spec: {container: web, network: web, addresses: [10.20.0.11]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: client, labels: {app: web}}
        spec: {container: client, network: lan, addresses: [192.0.2.20]}
        ---
        apiVersion: reconciler/v1
        kind: FirewallPolicy
        metadata: {name: db, labels: {tier: back}}
        spec:
          appliesTo: {labels: {app: db}, network: web}
          ingress:
            - from:
                - {attachment: web}
                - {cidr: 198.51.100.0/24, except: [198.51.100.7/32]}
              ports: [tcp/5432]
          egress:
            - to:
                - {attachment: web}
                - {cidr: 203.0.113.0/24, except: [203.0.113.7/32]}
              ports: [udp/53]
        """;

    public static IReadOnlyList<FieldChange> All { get; } =
    [
        Changed("metadata.name", "name: db, labels: {tier", "name: data, labels: {tier", "db", "data"),
        Changed("metadata.labels", "tier: back", "tier: data", "back", "data"),
        Changed("spec.appliesTo.attachment", "labels: {app: db}, network: web", "attachment: web", "none", "web"),
        Changed("spec.appliesTo.labels", "labels: {app: db}, network: web", "labels: {app: web}, network: web", "app: db", "app: web"),
        Changed("spec.appliesTo.network", "labels: {app: db}, network: web", "network: lan", "web", "lan"),
        Changed("spec.ingress[].from[].attachment", "- {attachment: web}\n        - {cidr: 198.51.100.0", "- {attachment: client}\n        - {cidr: 198.51.100.0", "web", "client"),
        Changed("spec.ingress[].from[].labels", "- {attachment: web}\n        - {cidr: 198.51.100.0", "- {labels: {app: web}}\n        - {cidr: 198.51.100.0", "none", "app: web"),
        Changed("spec.ingress[].from[].network", "- {attachment: web}\n        - {cidr: 198.51.100.0", "- {network: lan}\n        - {cidr: 198.51.100.0", "none", "lan"),
        Changed("spec.ingress[].from[].cidr", "cidr: 198.51.100.0/24", "cidr: 198.51.100.0/25", "198.51.100.0/24", "198.51.100.0/25"),
        Changed("spec.ingress[].from[].except[]", "except: [198.51.100.7/32]", "except: [198.51.100.8/32]", "198.51.100.7/32", "198.51.100.8/32"),
        Changed("spec.ingress[].ports[]", "ports: [tcp/5432]", "ports: [tcp/5432, tcp/5433]", "tcp/5432", "tcp/5432, tcp/5433"),
        Changed("spec.egress[].to[].attachment", "- {attachment: web}\n        - {cidr: 203.0.113.0", "- {attachment: client}\n        - {cidr: 203.0.113.0", "web", "client"),
        Changed("spec.egress[].to[].labels", "- {attachment: web}\n        - {cidr: 203.0.113.0", "- {labels: {app: web}}\n        - {cidr: 203.0.113.0", "none", "app: web"),
        Changed("spec.egress[].to[].network", "- {attachment: web}\n        - {cidr: 203.0.113.0", "- {network: lan}\n        - {cidr: 203.0.113.0", "none", "lan"),
        Changed("spec.egress[].to[].cidr", "cidr: 203.0.113.0/24", "cidr: 203.0.113.0/25", "203.0.113.0/24", "203.0.113.0/25"),
        Changed("spec.egress[].to[].except[]", "except: [203.0.113.7/32]", "except: [203.0.113.8/32]", "203.0.113.7/32", "203.0.113.8/32"),
        Changed("spec.egress[].ports[]", "ports: [udp/53]", "ports: [udp/53, tcp/53]", "udp/53", "udp/53, tcp/53"),
    ];

    private static FieldChange Changed(string field, string from, string to, string shownFrom, string shownTo) =>
        new("FirewallPolicy " + field, Documents, shownFrom, shownTo, (from, to)) { Prepare = "ip link add eth0 type veth peer name eth1; ip link set eth0 up; ip link set eth1 up; " };
}
