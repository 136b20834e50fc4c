namespace Reconciler.EndToEnd.Tests;

/// <summary>What is broken does not stop the rest, and whoever asks is told.</summary>
public sealed class WatchStateTests : IDisposable
{
    private const string Network = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}

        """;

    private readonly WatchedHost watched = new();

    private PrivateHost Host => watched.Host;

    public void Dispose() => watched.Dispose();

    [Fact]
    public void A_broken_document_keeps_what_it_has_and_the_others_go_on()
    {
        Start(Network, Attachment("web-1"), Attachment("web-2"));
        Host.Write(Join(Network, Attachment("web-1", ", oops: 1"), Attachment("web-2"), Attachment("web-3")));
        watched.Expect("ContainerAttachment/web-1 is failed: RC1102");
        watched.Expect("ContainerAttachment/web-3 is in sync");
        Assert.Contains("veth-web-1", Host.Sh("ip -br link"), StringComparison.Ordinal);
        watched.After("ip link del veth-web-1", "healed link/host/veth-web-1");
        Result status = Host.Reconciler("status");
        Assert.Equal(2, status.ExitCode);
        Assert.Contains("failed   ContainerAttachment/web-1: RC1102: ", status.Output, StringComparison.Ordinal);
        Assert.Contains("in sync  ContainerAttachment/web-3\n", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_broke_before_the_daemon_started_is_not_removed()
    {
        Host.Apply(Join(Network, Attachment("web-1"), Attachment("web-2")));
        Start(Network, Attachment("web-1", ", oops: 1"), Attachment("web-2"));
        watched.Expect("ContainerAttachment/web-1 is failed");
        Assert.Contains("veth-web-1", Host.Sh("ip -br link"), StringComparison.Ordinal);
        Assert.DoesNotContain("applied", watched.Logged, StringComparison.Ordinal);
        Host.Write(Join(Network, Attachment("web-2")));
        watched.Expect("applied");
        Assert.DoesNotContain("veth-web-1", Host.Sh("ip -br link"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_host_cannot_have_is_left_out_and_comes_when_it_can()
    {
        Host.Sh("ip link add veth-web-1 type bridge");
        Start(Network, Attachment("web-1"), Attachment("web-2"));
        watched.Expect("ContainerAttachment/web-1 is failed: RC2001");
        watched.Expect("ContainerAttachment/web-2 is in sync");
        Host.Sh("ip link del veth-web-1");
        watched.Expect("ContainerAttachment/web-1 is in sync");
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void A_revision_that_is_refused_as_a_whole_leaves_the_last_good_one()
    {
        Start(Network, Attachment("web-1"));
        Host.Sh($"rm {Host.Directory}/documents.yaml");
        watched.Expect("is refused as a whole, and the earlier documents stay: RC1001");
        watched.After("ip link del veth-web-1", "healed link/host/veth-web-1");
        Host.Write(Join(Network, Attachment("web-1"), Attachment("web-2")));
        watched.Expect("ContainerAttachment/web-2 is in sync");
        Assert.Equal(1, watched.Count("is refused as a whole"));
    }

    [Fact]
    public void Who_undoes_again_and_again_is_not_fought()
    {
        Start(Network, Attachment("web-1"), Attachment("web-2"));
        for (int time = 1; time <= 5; time++)
            watched.After("ip link del veth-web-1", "healed link/host/veth-web-1");
        watched.After("ip link del veth-web-1", "conflict: link/host/veth-web-1 is undone again and again by somebody; left alone for 1 s");
        // The others are not left alone.
        watched.After("ip link del veth-web-2", "healed link/host/veth-web-2");
        watched.Expect("ContainerAttachment/web-1 is in sync", watched.Count("ContainerAttachment/web-1 is in sync") - 1);
        Host.Sh("until ip link show veth-web-1 >/dev/null 2>&1; do sleep 0.05; done");
        watched.After("ip link del veth-web-1", "left alone for 2 s");
    }

    [Fact]
    public void Events_are_followed_until_the_daemon_ends()
    {
        Start(Network, Attachment("web-1"));
        System.Diagnostics.Process events = Host.Background(null, $"{Program.Path} events");
        System.Diagnostics.Process lines = Host.Background(null, $"{Program.Path} events --output json");
        // Whoever has connected hears of what comes then.
        Host.Sh("until [ $(ss -xH state connected | grep -c /run/reconciler/default.sock) -ge 2 ]; do sleep 0.02; done");
        watched.After("ip link set br-web mtu 1300", "healed link/host/br-web");
        string text = events.StandardOutput.ReadLine()!;
        Assert.Contains(" healed link/host/br-web: mtu was 1300 instead of 1500", text, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"healed\"", lines.StandardOutput.ReadLine(), StringComparison.Ordinal);
        watched.Signal("TERM");
        Assert.Equal(0, watched.Ended());
        events.WaitForExit();
        Assert.Equal(0, events.ExitCode);
    }

    [Fact]
    public void Without_a_daemon_whoever_asks_is_told_so()
    {
        foreach (string command in (string[])["status", "events"])
        {
            Result refused = Host.Reconciler(command);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("error RC5003: no daemon runs for the owner 'default'", refused.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Only_root_may_ask()
    {
        if (Environment.UserName != "root")
            Assert.Skip("an ordinary user cannot become another one");
        Start(Network);
        Host.Sh($"mkdir /run/program && cp {Program.Path} {Path.GetDirectoryName(Program.Path)}/*.* /run/program 2>/dev/null; chmod -R a+rX /run/program");
        foreach (string command in (string[])["status", "events"])
        {
            Result refused = Host.Run($"cd / && setpriv --reuid=65534 --regid=65534 --clear-groups -- /run/program/{Path.GetFileName(Program.Path)} {command}");
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("error RC5005: only root may ask the daemon of the owner 'default'", refused.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_asks_a_daemon_that_does_not_answer_is_told_so()
    {
        Start(Network);
        watched.Signal("STOP");
        Result refused = Host.Reconciler("status");
        watched.Signal("CONT");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC5006: the daemon of the owner 'default' (/run/reconciler/default.sock) does not answer within 10 s", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_daemon_shows_the_same_documents_in_the_same_order_as_the_kernel_does()
    {
        Start(Network, Attachment("web-2"), Attachment("web-1"), Attachment("web-3").Replace("{container: web-3,", "{container: {netns: web-3, create: false},", StringComparison.Ordinal));
        watched.Expect("ContainerAttachment/web-3 is pending");
        string[] compared = Host.Reconciler("status documents.yaml").Output.Split('\n');
        string[] told = Host.Reconciler("status").Output.Split('\n');
        Assert.Equal(compared[..3], told[..3]);
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(compared[3])} \\(since [-0-9]+ [:0-9]+\\)$", told[3]);
        Assert.Matches("in sync  Network/web \\(since [-0-9]+ [:0-9]+, last change [-0-9]+ [:0-9]+\\)\n", Host.Reconciler("status --verbose").Output);
    }

    [Fact]
    public void The_address_of_what_is_left_alone_is_given_to_nobody_else()
    {
        // Each of them would have the same one if it were alone.
        string network = Network.Replace("10.20.0.0/24", "10.20.0.0/29", StringComparison.Ordinal);
        using (PrivateHost alone = new())
        {
            alone.Apply(Join(network, Attachment("web-2")));
            string first = AddressOf(alone, "web-2");
            alone.Apply(Join(network, Attachment("web-3")));
            Assert.Equal(first, AddressOf(alone, "web-3"));
        }
        Host.Sh("ip link add veth-web-2 type bridge");
        Start(network, Attachment("web-2"), Attachment("web-3"));
        watched.Expect("ContainerAttachment/web-2 is failed: RC2001");
        watched.Expect("ContainerAttachment/web-3 is in sync");
        string meanwhile = AddressOf(Host, "web-3");
        Host.Sh("ip link del veth-web-2");
        watched.Expect("ContainerAttachment/web-2 is in sync");
        Assert.Equal(meanwhile, AddressOf(Host, "web-3"));
        using PrivateHost both = new();
        both.Apply(Join(network, Attachment("web-2"), Attachment("web-3")));
        Assert.Equal(AddressOf(both, "web-3"), meanwhile);
        Assert.Equal(AddressOf(both, "web-2"), AddressOf(Host, "web-2"));
    }

    [Fact]
    public void What_failed_as_a_whole_is_shown_until_it_has_passed()
    {
        Start(Network);
        Host.Sh($"mv {Host.Directory}/documents.yaml {Host.Directory}/away");
        watched.Expect("is refused as a whole");
        Result status = Host.Reconciler("status");
        Assert.Equal(2, status.ExitCode);
        Assert.Contains("in sync  Network/web\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("failed   the revision: revision ", status.Output, StringComparison.Ordinal);
        Assert.Contains("\"part\": \"revision\"", Host.Reconciler("status --output json").Output, StringComparison.Ordinal);
        // Whoever has it read again is told again.
        watched.Signal("HUP");
        watched.Expect("is refused as a whole", 1);
        watched.After($"mv {Host.Directory}/away {Host.Directory}/documents.yaml", "revision [0-9a-f]*: 1 document");
        Host.Sh($"for i in $(seq 100); do {Program.Path} status >/dev/null && exit 0; sleep 0.05; done; exit 1");
    }

    [Fact]
    public void A_second_daemon_is_refused_and_what_a_killed_one_leaves_is_not_in_the_way()
    {
        Start(Network);
        Result second = Host.Reconciler("watch documents.yaml");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("error RC5001: a daemon runs already for the owner 'default'", second.Errors, StringComparison.Ordinal);
        watched.Signal("KILL");
        watched.Ended();
        Start(Network);
        Assert.Equal(0, Host.Reconciler("status").ExitCode);
    }

    [Fact]
    public void Without_a_place_for_its_socket_nothing_is_watched()
    {
        Host.Sh("touch /run/reconciler");
        Host.Write(Network);
        Result refused = Host.Reconciler("watch documents.yaml");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC5002: the socket /run/reconciler/default.sock cannot be made", refused.Errors, StringComparison.Ordinal);
    }

    private void Start(params string[] documents)
    {
        Host.Write(Join(documents));
        watched.Watch("documents.yaml");
    }

    private static string AddressOf(PrivateHost host, string container) =>
        host.RunIn(container, "ip -4 -o addr show eth0 | grep -o '10.20.0.[0-9]*/29'").Output;

    private static string Join(params string[] documents) => string.Join("---\n", documents);

    private static string Attachment(string name, string more = "") => $$"""
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: {{name}} }
        spec: {container: {{name}}, network: web{{more}} }

        """;
}
