using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests.Flows;

/// <summary>A host (192.0.2.10, 2001:db8::10) with an outside (.1 and .2, ::1), and documents of a network with two containers on it.</summary>
internal sealed class PortHost : IDisposable
{
    public const string Address = "192.0.2.10";
    public const string Address6 = "2001:db8::10";

    public PortHost()
    {
        Host.Sh($"""
            ip link set lo up
            ip link add eth0 type veth peer name eth0 netns {NamespaceShell.PathOf(Outside)}
            ip addr add {Address}/24 dev eth0; ip addr add {Address6}/64 dev eth0 nodad; ip link set eth0 up
            """);
        NamespaceShell.Sh(Outside, "ip addr add 192.0.2.1/24 dev eth0; ip addr add 192.0.2.2/24 dev eth0; ip addr add 2001:db8::1/64 dev eth0 nodad; ip link set eth0 up");
        Host.Sh("until ip link show dev eth0 | grep -q 'state UP'; do sleep 0.02; done");
    }

    public TestHost Host { get; } = new();

    public NetworkNamespace Outside { get; } = Requirements.PrivateNamespace("outside");

    /// <summary>The documents, with the ports of the first and of the second container.</summary>
    public static string Documents(string first, string second = "", string firstAddress = "10.20.0.10", string uplink = "nat") => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"], uplink: {{uplink}}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: web, addresses: [{{firstAddress}}, "fd00:20::10"], ports: [{{first}}]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, network: web, addresses: [10.20.0.11, "fd00:20::11"], ports: [{{second}}]}
        """;

    public void Dispose()
    {
        Outside.Dispose();
        Host.Dispose();
    }
}
