namespace Reconciler.EndToEnd.Tests;

/// <summary>When an address is at another MAC address than before, its neighbours know at once.</summary>
public sealed class AnnouncementTests : IDisposable
{
    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    // 'peer' and another container, which has the addresses 10.20.0.50 and fd00:20::50.
    private static string Bridge(string other, string more = "") => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: peer}
        spec: {container: peer, network: web}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: {{other}}}
        spec: {container: {{other}}, network: web, addresses: [10.20.0.50, "fd00:20::50"]{{more}} }
        """;

    private static string Macvlan(string other) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: lan}
        spec: {mode: macvlan, subnets: [192.0.2.0/24, "2001:db8::/64"], macvlan: {parent: eth0} }
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: {{other}}}
        spec: {container: {{other}}, network: lan, addresses: [192.0.2.50, "2001:db8::50"]}
        """;

    private string MacOf(string container) => Host.Sh($"ip -n {container} -br link show eth0 | awk '{{ print $3 }}'").Trim();

    private void Ping(string from, params string[] addresses)
    {
        foreach (string address in addresses)
            Assert.Equal(0, Host.RunIn(from, $"ping -c1 -W5 {address}").ExitCode);
    }

    // The answer to what was sent is on its way at most for a moment.
    private void AssertKnown(string by, string mac, params string[] addresses)
    {
        foreach (string address in addresses)
        {
            string enter = by.Length == 0 ? "" : $"-n {by} ";
            Host.Sh($"for i in $(seq 50); do ip {enter}neigh show {address} | grep -q '{mac}' && exit; sleep 0.02; done; ip {enter}neigh show {address}; exit 1");
        }
    }

    [Fact]
    public void An_address_that_another_container_gets_is_known_to_be_there()
    {
        Host.Apply(Bridge("old"));
        Ping("peer", "10.20.0.50", "fd00:20::50");
        Host.Sh("ping -c1 -W5 10.20.0.50 && ping -c1 -W5 fd00:20::50");
        AssertKnown("peer", MacOf("old"), "10.20.0.50", "fd00:20::50");
        Host.Apply(Bridge("new"));
        AssertKnown("peer", MacOf("new"), "10.20.0.50", "fd00:20::50");
        AssertKnown("", MacOf("new"), "10.20.0.50", "fd00:20::50");
    }

    [Fact]
    public void A_container_whose_mac_address_changes_is_known_by_the_new_one()
    {
        Host.Apply(Bridge("old"));
        Ping("peer", "10.20.0.50", "fd00:20::50");
        Host.Apply(Bridge("old", ", mac: \"02:00:00:00:00:42\""));
        AssertKnown("peer", "02:00:00:00:00:42", "10.20.0.50", "fd00:20::50");
        // And back, when the change is undone: the sysctl does not exist.
        Result failed = Host.Reconciler($"apply {Host.Write(Bridge("old", ", mac: \"02:00:00:00:00:43\", sysctls: {net.ipv4.no_such_thing: 1} "))}");
        Assert.Equal(3, failed.ExitCode);
        AssertKnown("peer", "02:00:00:00:00:42", "10.20.0.50", "fd00:20::50");
        Ping("peer", "10.20.0.50", "fd00:20::50");
    }

    [Fact]
    public void Machines_of_the_physical_network_know_as_well()
    {
        Host.Apply(Macvlan("old"));
        Ping(Laboratory.Outside, "192.0.2.50", "2001:db8::50");
        Host.Apply(Macvlan("new"));
        AssertKnown(Laboratory.Outside, MacOf("new"), "192.0.2.50", "2001:db8::50");
    }

    [Fact]
    public void An_interface_that_takes_no_frame_now_keeps_nobody_from_having_an_address()
    {
        Host.Apply(Bridge("old"));
        Assert.Equal(0, Host.RunIn("old", "tc qdisc add dev eth0 root tbf rate 8bit burst 20b limit 20b").ExitCode);
        string more = Bridge("old").Replace("10.20.0.50", "10.20.0.51", StringComparison.Ordinal);
        Assert.Contains("sendto(", Host.Reconciler($"apply {Host.Write(more)}", "strace -f -e trace=sendto").Errors.Split('\n').First(l => l.Contains("ENOBUFS", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("10.20.0.51/24", Host.RunIn("old", "ip address show dev eth0").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_where_nobody_can_know_it_otherwise_and_nothing_twice()
    {
        const string Sent = "socket(AF_PACKET";
        Assert.DoesNotContain(Sent, Host.Reconciler($"apply {Host.Write(Bridge("old"))}", "strace -f -e trace=socket").Errors, StringComparison.Ordinal);
        Assert.Contains(Sent, Host.Reconciler($"apply {Host.Write(Bridge("new"))}", "strace -f -e trace=socket").Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Sent, Host.Reconciler("apply documents.yaml", "strace -f -e trace=socket").Errors, StringComparison.Ordinal);
    }
}
