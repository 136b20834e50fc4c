using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>
/// Nodes n1, n2, … - each a host of its own - whose eth0 are ports of one switch, with the underlay addresses 192.0.2.1, 192.0.2.2, …
/// or 2001:db8::1, 2001:db8::2, …
/// </summary>
public sealed class Fabric : IDisposable
{
    private readonly PrivateHost hub = new();
    private readonly List<PrivateHost> nodes = [];

    public Fabric(int count, bool ipv6 = false)
    {
        hub.Sh("ip link add switch type bridge; ip link set switch up");
        for (int i = 1; i <= count; i++)
            Add(i, ipv6 ? $"{AddressOf(i, ipv6)}/64 nodad" : $"{AddressOf(i, ipv6)}/24");
        foreach (PrivateHost node in nodes)
            node.Sh("until ip link show dev eth0 | grep -q 'state UP'; do sleep 0.02; done");
    }

    /// <summary>The switch between them.</summary>
    public PrivateHost Hub => hub;

    public IReadOnlyList<PrivateHost> Nodes => nodes;

    /// <summary>The underlay address of a node, counted from 1.</summary>
    public static string AddressOf(int node, bool ipv6 = false) =>
        string.Create(CultureInfo.InvariantCulture, $"{(ipv6 ? "2001:db8::" : "192.0.2.")}{node}");

    /// <summary>The <c>Node</c> documents.</summary>
    public static string Documents(int count, bool ipv6 = false) => string.Concat(Enumerable.Range(1, count).Select(i => $$"""
        ---
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: n{{i}}}
        spec: {address: "{{AddressOf(i, ipv6)}}", interface: eth0}

        """));

    /// <summary>Runs <c>apply</c> on all nodes at once; each must succeed.</summary>
    public void Apply(string yaml) => Parallel.For(0, nodes.Count, i => Apply(i + 1, yaml));

    /// <summary>Runs <c>apply</c> on one node, counted from 1; it must succeed.</summary>
    public void Apply(int node, string yaml)
    {
        PrivateHost host = nodes[node - 1];
        Result result = host.Reconciler($"apply {host.Write(yaml)} --node n{node.ToString(CultureInfo.InvariantCulture)}");
        Assert.True(result.ExitCode == 0, result.Text);
    }

    /// <summary>What <c>plan</c> says on one node, counted from 1.</summary>
    public Result Plan(int node, string yaml, string options = "")
    {
        PrivateHost host = nodes[node - 1];
        return host.Reconciler($"plan {host.Write(yaml)} --node n{node.ToString(CultureInfo.InvariantCulture)} {options}");
    }

    public void Dispose()
    {
        foreach (PrivateHost node in nodes)
            node.Dispose();
        hub.Dispose();
    }

    private void Add(int number, string address)
    {
        PrivateHost node = new(beside: hub);
        nodes.Add(node);
        string index = number.ToString(CultureInfo.InvariantCulture);
        hub.Sh($"ip link add port{index} type veth peer name eth0 netns {node.ProcessId.ToString(CultureInfo.InvariantCulture)}; ip link set port{index} master switch up");
        node.Sh($"ip addr add {address} dev eth0; ip link set eth0 up");
    }
}
