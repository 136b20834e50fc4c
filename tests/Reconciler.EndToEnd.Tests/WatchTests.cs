namespace Reconciler.EndToEnd.Tests;

/// <summary>The daemon keeps the kernel as the documents say, whatever is done to the one or the other.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: web-1, network: web, addresses: [10.20.0.10], ports: ["8080:80"], bandwidth: {egress: 100mbit}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-2}
        spec: {container: web-2, network: web}
        """;

    private readonly WatchedHost watched = new();

    private PrivateHost Host => watched.Host;

    public void Dispose() => watched.Dispose();

    [Fact]
    public void Whatever_is_changed_by_hand_is_healed()
    {
        Start(Documents);
        foreach ((string command, string resource) in (ReadOnlySpan<(string, string)>)
        [
            ("ip link del veth-web-1", "link/host/veth-web-1"),
            ("ip link del br-web", "link/host/br-web"),
            ("ip link set br-web mtu 1300", "link/host/br-web: mtu was 1300 instead of 1500"),
            ("ip link set br-web down", "link/host/br-web"),
            ("ip link set veth-web-1 nomaster", "link/host/veth-web-1"),
            ("ip addr del 10.20.0.1/24 dev br-web", "address/host/br-web/10.20.0.1/24"),
            ("ip addr add 10.20.0.77/24 dev br-web", "address/host/br-web/10.20.0.77/24"),
            ("ip netns exec web-1 ip addr del 10.20.0.10/24 dev eth0", "address/web-1/eth0/10.20.0.10/24: was missing since RTM_DELADDR 10.20.0.10/24 in web-1"),
            ("ip netns exec web-1 ip route del default", "route/web-1/0.0.0.0/0: was missing since RTM_DELROUTE default in web-1"),
            ("ip netns exec web-1 ip link set eth0 down", "link/host/veth-web-1"),
            ("ip netns exec web-1 tc qdisc del dev eth0 root", "qdisc/web-1/eth0 root"),
            ("sysctl -q -w net.ipv4.ip_forward=0", "sysctl/host/net.ipv4.ip_forward"),
            ("nft delete element inet reconciler-default published-ip '{ tcp . 8080 }'", "nft-element/host/inet reconciler-default published-ip { tcp . 8080 }: was missing since a transaction on table reconciler-default by nft (pid"),
            ("nft flush chain inet reconciler-default judge", "nft-chain/host/inet reconciler-default judge"),
            ("nft flush ruleset", "nft-table/host/inet reconciler-default: was missing"),
            ("ip netns del web-2", "namespace/host/web-2"),
            ("umount /run/netns/web-1", "namespace/host/web-1: mounted was no instead of yes"),
        ])
            watched.After(command, "healed " + resource.Replace("[", "\\[", StringComparison.Ordinal));
        AssertInSync();
    }

    [Fact]
    public void What_an_overlay_needs_is_healed()
    {
        Host.Sh("ip link add up0 type veth peer name up1 && ip addr add 192.0.2.1/24 dev up0 && ip link set up0 up && ip link set up1 up");
        Start("""
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: a}
            spec: {address: 192.0.2.1}
            ---
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: b}
            spec: {address: 192.0.2.2}
            ---
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: mesh}
            spec: {mode: overlay, subnets: [10.40.0.0/24], overlay: {vni: 42}}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: m-1}
            spec: {container: m-1, node: a, network: mesh, addresses: [10.40.0.5], mac: "02:00:00:00:00:01"}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: m-2}
            spec: {container: m-2, node: b, network: mesh, addresses: [10.40.0.6], mac: "02:00:00:00:00:02"}
            """, "--node a");
        string device = Host.Sh("ip -br link show type vxlan | cut -d' ' -f1").Trim();
        watched.After($"bridge fdb del 02:00:00:00:00:02 dev {device} dst 192.0.2.2 self", "healed fdb/");
        watched.After("ip neigh del 10.40.0.6 dev $(ip -br link show type bridge | cut -d' ' -f1)", "healed neigh");
        Assert.Equal(0, Host.Reconciler("plan documents.yaml --node a").ExitCode);
    }

    [Fact]
    public void What_others_have_is_left_alone_and_our_own_changes_lead_to_nothing()
    {
        Start(Documents);
        watched.After("ip link set br-web mtu 1300", "healed link/host/br-web");
        Host.Sh("ip link add other type bridge && ip addr add 198.51.100.1/24 dev other && ip link set other up && ip route add 203.0.113.0/24 via 198.51.100.2 && nft add table inet other");
        watched.After("ip link set br-web mtu 1300", "healed link/host/br-web");
        Assert.Equal(2, watched.Count("healed"));
        Assert.Equal(1, watched.Count("applied"));
        Assert.Contains("203.0.113.0/24", Host.Sh("ip route"), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_the_kernel_can_tell_leads_to_a_comparison_of_everything()
    {
        Start(Documents);
        watched.Signal("STOP");
        // What is told of these fills the daemon's buffer, and the last of it is lost.
        Host.Sh($"seq 0 39999 | awk '{{printf \"route add 172.16.%d.%d/32 dev br-web\\n\", int($1 / 256), $1 % 256}}' > {Host.Directory}/batch; ip -batch {Host.Directory}/batch; ip addr del 10.20.0.1/24 dev br-web");
        watched.Signal("CONT");
        watched.Expect("healed address/host/br-web/10.20.0.1/24: was missing since more happened than the kernel could tell");
        AssertInSync();
    }

    [Fact]
    public void A_file_that_changes_is_applied()
    {
        Start(Documents);
        string changed = Documents.Replace("8080", "8081", StringComparison.Ordinal);
        Host.Write(changed);
        watched.Expect("applied revision [0-9a-f]*: 2 changes", 0);
        Assert.Contains("8081", Host.Sh("nft list map inet reconciler-default published-ip"), StringComparison.Ordinal);
        AssertInSync();
    }

    [Fact]
    public void A_container_that_comes_is_attached_and_one_that_goes_is_waited_for()
    {
        Start(Documents.Replace("{container: web-2,", "{container: {netns: web-2, create: false},", StringComparison.Ordinal));
        watched.Expect("ContainerAttachment/web-2 is pending: there is no network namespace web-2");
        watched.After("ip netns add web-2", "ContainerAttachment/web-2 is in sync");
        Assert.Equal(0, Host.RunIn("web-2", "ping -c1 -W5 10.20.0.1").ExitCode);
        watched.After("ip netns del web-2", "ContainerAttachment/web-2 is pending");
        watched.After("ip netns add web-2", "ContainerAttachment/web-2 is in sync");
        // Nothing of ours keeps a namespace that is gone.
        Assert.DoesNotContain("healed", watched.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hang_up_reads_everything_again_and_a_termination_leaves_the_network_as_it_is()
    {
        Start(Documents);
        watched.Signal("HUP");
        watched.Expect("revision", 1);
        Host.Settle();
        string state = Host.State();
        watched.Signal("TERM");
        Assert.Equal(0, watched.Ended());
        Assert.Equal(state, Host.State());
        Assert.Contains("stopping; the network stays as it is", watched.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restart_interrupts_not_one_packet()
    {
        Start(Documents);
        Host.Sh("ip netns exec web-1 ping -c1 -W5 10.20.0.1");
        System.Diagnostics.Process ping = Host.Background("web-1", "ping -i 0.01 -c 200 -W 1 10.20.0.1");
        watched.Signal("TERM");
        Assert.Equal(0, watched.Ended());
        watched.Watch("documents.yaml");
        Assert.DoesNotContain("applied", watched.Logged, StringComparison.Ordinal);
        Assert.Contains(" 0% packet loss", ping.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_process_changes_is_waited_for()
    {
        Host.Background(null, "socat ABSTRACT-LISTEN:reconciler/default,fork PIPE");
        Host.Sh("until grep -q @reconciler/default /proc/net/unix; do sleep 0.02; done");
        Host.Write(Documents);
        System.Diagnostics.Process daemon = Host.Background(null, $"sh -c 'cd {Host.Directory} && exec {Program.Path} watch documents.yaml'");
        string line = "";
        while (!line.Contains("waiting for socat", StringComparison.Ordinal))
            line = daemon.StandardError.ReadLine() ?? throw new InvalidOperationException("the daemon ended");
        Host.Sh($"kill -TERM {daemon.Id}");
        daemon.WaitForExit();
        Assert.Equal(0, daemon.ExitCode);
        Assert.DoesNotContain("br-web", Host.Sh("ip -br link"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_does_not_exist_cannot_be_watched()
    {
        Host.Write(Documents);
        Result refused = Host.Reconciler("watch documents.yaml --netns nowhere");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC3004", refused.Errors, StringComparison.Ordinal);
    }

    private void Start(string documents, string options = "")
    {
        Host.Write(documents);
        watched.Watch($"documents.yaml {options}");
    }

    private void AssertInSync()
    {
        Result plan = Host.Reconciler("plan documents.yaml");
        Assert.True(plan.ExitCode == 0, plan.Text + watched.Logged);
    }
}
