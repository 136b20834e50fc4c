using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Networks of mode overlay, with packets between nodes that have nothing in common but the underlay and the documents.</summary>
public sealed class OverlayPacketTests : IDisposable
{
    private readonly List<Fabric> fabrics = [];

    public void Dispose() => fabrics.ForEach(f => f.Dispose());

    private Fabric Build(int count, bool ipv6 = false)
    {
        Fabric fabric = new(count, ipv6);
        fabrics.Add(fabric);
        return fabric;
    }

    // Container ci on node ni, with the addresses 10.42.0.1i and fd42::1i.
    private static string Documents(int nodes, string more = "", IEnumerable<int>? without = null, bool ipv6 = false) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: mesh}
        spec:
          mode: overlay
          subnets: [10.42.0.0/24, "fd42::/64"]
          overlay: {vni: 4200}
          {{more}}

        """ + Fabric.Documents(nodes, ipv6) + string.Concat(Enumerable.Range(1, nodes).Except(without ?? []).Select(i => Attachment(i, i)));

    private static string Attachment(int container, int node) => $$"""
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: c{{container}}}
        spec: {container: c{{container}}, network: mesh, node: n{{node}}, addresses: [{{Address(container)}}, "{{Address6(container)}}"]}

        """;

    private static string Address(int container) => string.Create(CultureInfo.InvariantCulture, $"10.42.0.{10 + container}");

    private static string Address6(int container) => string.Create(CultureInfo.InvariantCulture, $"fd42::{10 + container}");

    // The addresses of a list that a container does not reach.
    private static string Unreached(PrivateHost node, string container, IEnumerable<string> addresses) =>
        node.RunIn(container, $"for a in {string.Join(' ', addresses)}; do ping -c1 -W3 $a >/dev/null || echo $a; done").Output;

    [Fact]
    public void Every_container_of_ten_nodes_reaches_every_other()
    {
        const int Count = 10;
        Fabric fabric = Build(Count);
        string documents = Documents(Count);
        fabric.Apply(documents);
        string[] all = [.. Enumerable.Range(1, Count).SelectMany(i => (string[])[Address(i), Address6(i)])];
        string[] unreached = new string[Count];
        Parallel.For(0, Count, i => unreached[i] = Unreached(fabric.Nodes[i], $"c{(i + 1).ToString(CultureInfo.InvariantCulture)}", all));
        Assert.All(unreached, missing => Assert.Equal("", missing));
        Assert.Equal(0, fabric.Plan(7, documents).ExitCode);
        // Nothing is learnt, and nobody asks the underlay for containers.
        Assert.DoesNotContain("extern_learn", fabric.Nodes[0].Sh("bridge fdb show dev vx-mesh"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_bridge_answers_for_the_containers_of_other_nodes()
    {
        Fabric fabric = Build(2);
        fabric.Apply(Documents(2));
        // What a question would flood: nothing may leave the node but the answer's addressee.
        fabric.Nodes[0].Sh("bridge fdb del 00:00:00:00:00:00 dev vx-mesh dst 192.0.2.2 self");
        Assert.Equal("", Unreached(fabric.Nodes[0], "c1", [Address(2), Address6(2)]));
    }

    [Fact]
    public void Broadcasts_reach_every_node()
    {
        Fabric fabric = Build(3);
        fabric.Apply(Documents(3));
        foreach (int node in (int[])[2, 3])
            fabric.Nodes[node - 1].Background($"c{node}", "sh -c 'socat -u UDP4-RECVFROM:9999,broadcast STDOUT > /run/heard'");
        fabric.Nodes[0].Sh("sleep 0.5");
        Assert.Equal(0, fabric.Nodes[0].RunIn("c1", "for i in 1 2 3; do echo hello | socat -u STDIN UDP4-DATAGRAM:10.42.0.255:9999,broadcast; sleep 0.3; done").ExitCode);
        Assert.Equal("hello", fabric.Nodes[1].Sh("cat /run/heard").Trim());
        Assert.Equal("hello", fabric.Nodes[2].Sh("cat /run/heard").Trim());
    }

    [Fact]
    public void Packets_of_the_networks_mtu_pass_whole_and_larger_ones_do_not()
    {
        Fabric fabric = Build(2);
        fabric.Apply(Documents(2));
        Assert.Contains(" mtu 1450 ", fabric.Nodes[0].Sh("ip -n c1 link show eth0"), StringComparison.Ordinal);
        Assert.Equal(0, fabric.Nodes[0].RunIn("c1", $"ping -c1 -W3 -M do -s 1422 {Address(2)}").ExitCode);
        Assert.NotEqual(0, fabric.Nodes[0].RunIn("c1", $"ping -c1 -W1 -M do -s 1423 {Address(2)}").ExitCode);
    }

    [Fact]
    public void An_underlay_of_ipv6_carries_it_as_well()
    {
        Fabric fabric = Build(2, ipv6: true);
        string documents = Documents(2, ipv6: true);
        fabric.Apply(documents);
        Assert.Contains(" mtu 1430 ", fabric.Nodes[0].Sh("ip -n c1 link show eth0"), StringComparison.Ordinal);
        Assert.Equal("", Unreached(fabric.Nodes[0], "c1", [Address(2), Address6(2)]));
        Assert.Equal(0, fabric.Plan(1, documents).ExitCode);
    }

    [Fact]
    public void An_attachment_more_on_one_node_is_a_few_entries_on_the_others()
    {
        Fabric fabric = Build(3);
        fabric.Apply(Documents(3));
        string more = Documents(3) + Attachment(4, 1);
        Result plan = fabric.Plan(2, more);
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("Plan: 4 to create, 0 to change, 0 to replace, 0 to delete.", plan.Output, StringComparison.Ordinal);
        fabric.Apply(more);
        Assert.Equal("", Unreached(fabric.Nodes[1], "c2", [Address(4), Address6(4)]));
        // Gone again: what led to it goes, and nothing else.
        Assert.Contains("Plan: 0 to create, 0 to change, 0 to replace, 4 to delete.", fabric.Plan(2, Documents(3)).Output, StringComparison.Ordinal);
        fabric.Apply(Documents(3));
        Assert.Equal("", Unreached(fabric.Nodes[1], "c2", [Address(1), Address(3)]));
    }

    [Fact]
    public void A_container_that_moves_to_another_node_is_found_there()
    {
        Fabric fabric = Build(3);
        fabric.Apply(Documents(3));
        string moved = Documents(3, without: [3]) + Attachment(3, 1);
        fabric.Apply(moved);
        Assert.Equal("", Unreached(fabric.Nodes[1], "c2", [Address(3), Address6(3)]));
        Assert.Equal("", Unreached(fabric.Nodes[0], "c3", [Address(2), Address6(2)]));
    }

    [Fact]
    public void A_node_that_was_lost_is_as_before_once_it_has_applied_again()
    {
        Fabric fabric = Build(3);
        string documents = Documents(3);
        fabric.Apply(documents);
        Assert.Equal(0, fabric.Nodes[2].Reconciler("destroy").ExitCode);
        Assert.Equal(Address(3) + "\n", Unreached(fabric.Nodes[0], "c1", [Address(2), Address(3)]));
        fabric.Apply(3, documents);
        Assert.Equal("", Unreached(fabric.Nodes[0], "c1", [Address(2), Address(3), Address6(3)]));
    }

    [Theory]
    [InlineData("bridge fdb del $M2 dev vx-mesh dst 192.0.2.2 self", "fdb/host/vx-mesh/")]
    [InlineData("bridge fdb replace $M2 dev vx-mesh dst 192.0.2.99 self permanent", "dst 192.0.2.99")]
    [InlineData("bridge fdb replace $M2 dev vx-mesh dst 192.0.2.2 port 9999 self permanent", "port 9999")]
    [InlineData("bridge fdb del $M2 dev vx-mesh master", "fdb/host/vx-mesh/")]
    [InlineData("bridge fdb add 02:00:00:00:00:09 dev vx-mesh dst 192.0.2.2 self permanent", "02:00:00:00:00:09")]
    [InlineData("bridge fdb add 02:00:00:00:00:09 dev vx-mesh master static", "02:00:00:00:00:09")]
    [InlineData("bridge fdb add 02:00:00:00:00:09 dev vx-mesh master permanent", "02:00:00:00:00:09")]
    [InlineData("bridge fdb del 00:00:00:00:00:00 dev vx-mesh dst 192.0.2.2 self", "00:00:00:00:00:00")]
    [InlineData("bridge fdb append 00:00:00:00:00:00 dev vx-mesh dst 192.0.2.99 self permanent", "dst 192.0.2.99")]
    [InlineData("ip neigh del 10.42.0.12 dev br-mesh", "neighbour/host/br-mesh/10.42.0.12")]
    [InlineData("ip neigh replace 10.42.0.12 lladdr 02:00:00:00:00:09 dev br-mesh nud permanent", "neighbour/host/br-mesh/10.42.0.12")]
    [InlineData("ip neigh replace 10.42.0.12 lladdr $M2 dev br-mesh nud reachable", "neighbour/host/br-mesh/10.42.0.12")]
    [InlineData("ip neigh add 10.42.0.77 lladdr 02:00:00:00:00:09 dev br-mesh nud permanent protocol 82", "neighbour/host/br-mesh/10.42.0.77")]
    [InlineData("ip neigh del fd42::12 dev br-mesh", "neighbour/host/br-mesh/fd42::12")]
    [InlineData("ip link set vx-mesh type vxlan learning", "link/host/vx-mesh")]
    [InlineData("ip link set vx-mesh type vxlan local 192.0.2.77", "link/host/vx-mesh")]
    [InlineData("bridge link set dev vx-mesh learning on", "link/host/vx-mesh")]
    [InlineData("bridge link set dev vx-mesh neigh_suppress off", "link/host/vx-mesh")]
    [InlineData("ip link set vx-mesh down", "link/host/vx-mesh")]
    [InlineData("ip link set vx-mesh nomaster", "link/host/vx-mesh")]
    [InlineData("ip link del vx-mesh", "link/host/vx-mesh")]
    [InlineData("ip link del vx-mesh; ip link add vx-mesh group 1392361021 type vxlan id 4201 dstport 4789", "link/host/vx-mesh")]
    [InlineData("ip link set br-mesh down; ip link set br-mesh up", "neighbour/host/br-mesh/10.42.0.12")]
    public void Whatever_somebody_changes_is_put_right(string command, string resource)
    {
        Fabric fabric = Build(2);
        string documents = Documents(2);
        fabric.Apply(documents);
        PrivateHost node = fabric.Nodes[0];
        node.Sh($"M2=$(bridge fdb show dev vx-mesh | grep 'dst 192.0.2.2' | grep -v 00:00:00:00:00:00 | cut -d' ' -f1); {command}");
        Result plan = fabric.Plan(1, documents, "--output json");
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains(resource, plan.Output, StringComparison.Ordinal);
        fabric.Apply(1, documents);
        Assert.Equal("", Unreached(node, "c1", [Address(2), Address6(2)]));
        Assert.Equal(0, fabric.Plan(1, documents).ExitCode);
    }

    [Fact]
    public void Containers_lead_out_by_their_own_node_under_its_address_and_publish_there()
    {
        Fabric fabric = Build(2);
        string documents = Documents(2, without: [2]) + """
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: c2}
            spec: {container: c2, network: mesh, node: n2, addresses: [10.42.0.12, "fd42::12"], ports: ["8080:80"]}
            """;
        fabric.Apply(documents);
        fabric.Hub.Sh("ip addr add 192.0.2.200/24 dev switch");
        fabric.Hub.Background(null, "socat TCP4-LISTEN:7,fork,reuseaddr SYSTEM:'echo $SOCAT_PEERADDR'");
        fabric.Nodes[1].Background("c2", "socat TCP4-LISTEN:80,fork,reuseaddr SYSTEM:'echo $SOCAT_PEERADDR'");
        fabric.Hub.Sh("sleep 0.5");
        Assert.Equal("192.0.2.1", fabric.Nodes[0].RunIn("c1", "socat -T3 - TCP4:192.0.2.200:7,connect-timeout=3").Output.Trim());
        Assert.Equal("192.0.2.2", fabric.Nodes[1].RunIn("c2", "socat -T3 - TCP4:192.0.2.200:7,connect-timeout=3").Output.Trim());
        Assert.Equal("192.0.2.200", fabric.Hub.Run("socat -T3 - TCP4:192.0.2.2:8080,connect-timeout=3").Output.Trim());
        Assert.NotEqual(0, fabric.Hub.Run("socat -T1 - TCP4:192.0.2.1:8080,connect-timeout=1").ExitCode);
    }

    [Fact]
    public void Containers_that_are_kept_from_each_other_are_so_across_nodes()
    {
        Fabric fabric = Build(2);
        fabric.Apply(Documents(2, "interContainerTraffic: deny"));
        Assert.Equal(Address(2) + "\n", Unreached(fabric.Nodes[0], "c1", [Address(2), "10.42.0.1"]));
    }

    [Fact]
    public void A_host_that_is_no_node_and_a_node_without_its_address_are_told()
    {
        Fabric fabric = Build(2);
        string file = fabric.Nodes[0].Write(Documents(2));
        Result result = fabric.Nodes[0].Reconciler($"apply {file} --node elsewhere");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RC2015", result.Errors, StringComparison.Ordinal);
        result = fabric.Nodes[0].Reconciler($"apply {file} --node n2");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RC2016: this host does not have the address 192.0.2.2 of Node/n2", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Destroy_leaves_the_node_as_it_was()
    {
        Fabric fabric = Build(2);
        fabric.Nodes[0].Sh("sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        string before = fabric.Nodes[0].State();
        fabric.Apply(Documents(2));
        Assert.Equal(0, fabric.Nodes[0].Reconciler("destroy").ExitCode);
        Assert.Equal(before, fabric.Nodes[0].State());
    }
}
