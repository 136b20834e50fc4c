using static Reconciler.EndToEnd.Tests.Laboratory;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What policies close and leave open, with real packets.</summary>
public sealed class PolicyPacketTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: back}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db, labels: {app: db}}
        spec: {container: db, network: back, addresses: [10.20.0.10, "fd00:20::10"], ports: ["5432:5432", "5433:5433"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web, labels: {app: web}}
        spec: {container: web, network: back, addresses: [10.20.0.11, "fd00:20::11"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: other}
        spec: {container: other, network: back, addresses: [10.20.0.12, "fd00:20::12"]}
        ---
        apiVersion: reconciler/v1
        kind: FirewallPolicy
        metadata: {name: db}
        spec:
          appliesTo: {labels: {app: db}}
          ingress:
            - {from: [{labels: {app: web}}], ports: [tcp/5432]}
            - {from: [{cidr: 192.0.2.0/24}], ports: [tcp/5433]}
          egress: []
        """;

    private readonly Laboratory laboratory = new();

    public PolicyPacketTests()
    {
        laboratory.Host.Apply(Documents);
        laboratory.Serve("db", 5432);
        laboratory.Serve("db", 5433);
    }

    public void Dispose() => laboratory.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Whether_bridges_call_iptables_or_not_the_same_is_open(int calls)
    {
        laboratory.Host.Sh($"sysctl -qw net.bridge.bridge-nf-call-iptables={calls} net.bridge.bridge-nf-call-ip6tables={calls}");
        Assert.Equal("10.20.0.11", laboratory.Ask("web", "10.20.0.10", 5432));
        Assert.Equal("fd00:20::11", laboratory.Ask("web", "fd00:20::10", 5432));
        Assert.True(laboratory.IsDenied("web", "10.20.0.10", 5433));
        Assert.True(laboratory.IsDenied("web", "fd00:20::10", 5433));
        Assert.True(laboratory.IsDenied("other", "10.20.0.10", 5432));
        Assert.True(laboratory.IsDenied("other", "fd00:20::10", 5432));
        // The host is a peer like any other.
        Assert.True(laboratory.IsDenied(null, "10.20.0.10", 5432));
    }

    [Fact]
    public void A_published_port_is_open_to_whom_the_policy_lists()
    {
        Assert.Equal(OutsideAddress, laboratory.Ask(Outside, HostAddress, 5433));
        Assert.True(laboratory.IsDenied(Outside, HostAddress, 5432));
    }

    [Fact]
    public void Who_takes_anothers_address_is_not_taken_for_it()
    {
        laboratory.Host.Sh("ip -n web addr flush dev eth0; ip -n other addr flush dev eth0; ip -n other addr add 10.20.0.11/24 dev eth0; ip -n other addr add fd00:20::11/64 dev eth0 nodad");
        Assert.True(laboratory.IsDenied("other", "10.20.0.10", 5432));
        Assert.True(laboratory.IsDenied("other", "fd00:20::10", 5432));
        laboratory.Host.Sh("nft delete table bridge reconciler-default; ip -n other neigh flush all");
        Assert.Equal("10.20.0.11", laboratory.Ask("other", "10.20.0.10", 5432));
    }

    [Fact]
    public void A_container_that_opens_its_own_table_gets_no_further_than_its_bridge()
    {
        laboratory.Serve(Outside, 7);
        laboratory.Serve(null, 8);
        laboratory.Serve("web", 9);
        laboratory.Host.RunIn("db", "nft flush ruleset");
        Assert.True(laboratory.IsDenied("db", OutsideAddress, 7));
        Assert.True(laboratory.IsDenied("db", "10.20.0.1", 8));
        Assert.True(laboratory.IsDenied("db", HostAddress6, 8));
        string linkLocal = laboratory.Host.Sh("ip -6 -br addr show dev br-back scope link").Trim().Split(' ')[^1].Split('/')[0];
        Assert.True(laboratory.IsDenied("db", linkLocal + "%eth0", 8));
        Assert.NotNull(laboratory.Ask("web", linkLocal + "%eth0", 8));
        Result repaired = laboratory.Host.Reconciler("apply documents.yaml");
        Assert.Equal(0, repaired.ExitCode);
        Assert.Contains("in db", repaired.Output, StringComparison.Ordinal);
        Assert.True(laboratory.IsDenied("db", "10.20.0.11", 9));
    }

    [Fact]
    public void What_is_closed_later_stays_open_for_connections_that_are_there()
    {
        laboratory.Host.Background("db", "socat TCP4-LISTEN:7000,fork,reuseaddr SYSTEM:cat");
        laboratory.Host.Apply(Documents.Replace("[tcp/5432]", "[tcp/5432, tcp/7000]", StringComparison.Ordinal));
        laboratory.Host.Sh("mkfifo /run/say");
        laboratory.Host.Background("web", "sh -c 'exec 3<> /run/say; exec socat - TCP4:10.20.0.10:7000,retry=50,interval=0.1 < /run/say > /run/heard'");
        laboratory.Host.Sh("echo one > /run/say; until grep -q one /run/heard; do sleep 0.02; done");
        laboratory.Host.Apply(Documents);
        laboratory.Host.Sh("echo two > /run/say; for i in $(seq 250); do grep -q two /run/heard && exit 0; sleep 0.02; done; exit 1");
        Assert.True(laboratory.IsDenied("web", "10.20.0.10", 7000));
    }

    [Fact]
    public void What_is_no_longer_closed_is_open_and_nothing_of_the_rules_is_left()
    {
        laboratory.Host.Apply(Documents[..Documents.IndexOf("---\napiVersion: reconciler/v1\nkind: FirewallPolicy", StringComparison.Ordinal)]);
        Assert.Equal("10.20.0.12", laboratory.Ask("other", "10.20.0.10", 5432));
        Assert.Equal("", laboratory.Host.RunIn("db", "nft list ruleset").Output);
        Assert.DoesNotContain("bridge reconciler", laboratory.Host.Sh("nft list tables"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("destroy", 0)]
    [InlineData("apply documents.yaml", 0)]
    public void In_somebody_elses_namespace_nothing_of_the_rules_is_left(string command, int exitCode)
    {
        laboratory.Host.Sh("ip netns add theirs; nsenter --net=/run/netns/theirs nft add table inet theirs");
        string documents = Documents.Replace("container: other", "container: theirs", StringComparison.Ordinal);
        laboratory.Host.Apply(documents.Replace("{labels: {app: db}}\n", "{network: back}\n", StringComparison.Ordinal));
        Assert.Contains("inet reconciler-default", laboratory.Host.RunIn("theirs", "nft list tables").Output, StringComparison.Ordinal);
        laboratory.Host.Write(Documents);
        Assert.Equal(exitCode, laboratory.Host.Reconciler(command).ExitCode);
        Assert.Equal("table inet theirs\n", laboratory.Host.RunIn("theirs", "nft list tables").Output);
    }

    [Fact]
    public void On_macvlan_networks_containers_are_closed_by_their_own_tables()
    {
        using Laboratory fabric = new();
        fabric.Host.Apply("""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: lan}
            spec: {mode: macvlan, subnets: [192.0.2.0/24], macvlan: {parent: eth0}}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: db}
            spec: {container: db, network: lan, addresses: [192.0.2.20]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: web}
            spec: {container: web, network: lan, addresses: [192.0.2.21]}
            ---
            apiVersion: reconciler/v1
            kind: FirewallPolicy
            metadata: {name: db}
            spec: {appliesTo: {attachment: db}, ingress: [{from: [{attachment: web}], ports: [tcp/80]}]}
            """);
        fabric.Serve("db", 80);
        fabric.Serve("db", 81);
        Assert.Equal("192.0.2.21", fabric.Ask("web", "192.0.2.20", 80));
        Assert.True(fabric.IsDenied("web", "192.0.2.20", 81));
        Assert.True(fabric.IsDenied(Outside, "192.0.2.20", 80));
    }

    [Fact]
    public void Over_an_overlay_they_count_for_containers_of_other_hosts()
    {
        string policy = laboratory.Host.Write("""
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: other}
            spec: {container: other, node: host-a, network: mesh, addresses: [10.42.0.77]}
            ---
            apiVersion: reconciler/v1
            kind: FirewallPolicy
            metadata: {name: db}
            spec: {appliesTo: {attachment: db}, ingress: [{from: [{attachment: api}], ports: [tcp/5432]}]}
            ---
            apiVersion: reconciler/v1
            kind: Reachability
            metadata: {name: other}
            spec: {from: {attachment: other}, to: {attachment: db, port: tcp/5432}, expect: denied}
            """, "policy.yaml");
        Result result = laboratory.Host.Reconciler($"rehearse {Path.Combine(Program.Root, "examples", "overlay")} {policy} --implied");
        Assert.True(result.ExitCode == 0, result.Text);
    }
}
