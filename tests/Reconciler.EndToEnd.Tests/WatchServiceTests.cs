namespace Reconciler.EndToEnd.Tests;

/// <summary>The daemon as a service: what systemd and a monitoring see of it.</summary>
public sealed class WatchServiceTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        """;

    private const string Served = Documents + """

        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: web-1, network: web, addresses: [10.20.0.10], ports: ["8080:80/udp", "8081:81/udp"]}
        """;

    private readonly WatchedHost watched = new();

    public WatchServiceTests() => Host.Write(Documents);

    private PrivateHost Host => watched.Host;

    public void Dispose() => watched.Dispose();

    [Fact]
    public void Systemd_is_told_when_it_is_ready_alive_reading_again_and_at_its_end()
    {
        Host.Background(null, $"socat -u UNIX-RECV:{Host.Directory}/notify OPEN:{Host.Directory}/notified,creat,append");
        Host.Sh($"until [ -S {Host.Directory}/notify ]; do sleep 0.02; done");
        System.Diagnostics.Process daemon = Host.Background(null,
            $"sh -c 'cd {Host.Directory} && JOURNAL_STREAM=8:1 NOTIFY_SOCKET={Host.Directory}/notify WATCHDOG_USEC=100000 exec {Program.Path} watch documents.yaml 2>log'");
        Expect("READY=1");
        // The network was there before it said so.
        Host.Sh("ip link show br-web");
        Expect("WATCHDOG=1");
        Host.Sh($"kill -HUP {daemon.Id}");
        Expect("RELOADING=1");
        Expect("MONOTONIC_USEC=[0-9]");
        Host.Sh($"kill -TERM {daemon.Id}");
        Expect("STOPPING=1");
        daemon.WaitForExit();
        Assert.Equal(0, daemon.ExitCode);
        Assert.StartsWith("<6>watching documents.yaml", watched.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_and_health_are_served()
    {
        watched.Watch("documents.yaml --listen 127.0.0.1:9310");
        watched.After("ip link set br-web mtu 1300", "healed link/host/br-web");
        string metrics = Get("/metrics");
        foreach (string line in (string[])
        [
            "# TYPE reconciler_run_seconds histogram",
            "reconciler_documents{state=\"inSync\"} 1\n",
            "reconciler_documents{state=\"failed\"} 0\n",
            "reconciler_drift_total{kind=\"link\"} 1\n",
            "reconciler_changes_total{kind=\"address\"} 1\n",
            "reconciler_source_errors_total 0\n",
            "reconciler_failing{part=\"source\"} 0\n",
            "reconciler_failing{part=\"comparison\"} 0\n",
            "reconciler_revision_info{revision=\"",
        ])
            Assert.Contains(line, metrics, StringComparison.Ordinal);
        Assert.Contains("200 OK", Get("/healthz"), StringComparison.Ordinal);
        Assert.Contains("200 OK", Get("/readyz"), StringComparison.Ordinal);
        Assert.Contains("404 Not Found", Get("/"), StringComparison.Ordinal);
        Result status = Host.Reconciler("status --output json");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("\"state\": \"inSync\"", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_and_bytes_of_each_published_port_are_counted()
    {
        Host.Write(Served);
        watched.Watch("documents.yaml --listen 127.0.0.1:9310");
        Host.Background("web-1", "socat -b5 UDP-LISTEN:80,fork,reuseaddr PIPE");
        Host.Sh("until nsenter --net=/run/netns/web-1 ss -ulnH | grep -q :80; do sleep 0.02; done");
        Assert.Equal(["0 packets", "0 bytes"], Traffic("received", 8080));
        // One flow of three datagrams, each of 5 + 8 + 20 bytes, each answered by the same.
        Host.Sh("printf 'ping\\nping\\nping\\n' | socat -b5 -t2 - UDP:127.0.0.1:8080");
        Assert.Equal(["3 packets", "99 bytes"], Traffic("received", 8080));
        Assert.Equal(["3 packets", "99 bytes"], Traffic("sent", 8080));
        Assert.Equal(["0 packets", "0 bytes"], Traffic("received", 8081));
        // What another port becomes is nothing to this one, nor is what was counted a difference.
        Host.Write(Served.Replace("8081:81", "8082:82", StringComparison.Ordinal));
        watched.Expect("applied", 1);
        Assert.Equal(["3 packets", "99 bytes"], Traffic("received", 8080));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
        Host.Sh("echo ping | socat -b5 -t2 - UDP:127.0.0.1:8080");
        Assert.Equal(["4 packets", "132 bytes"], Traffic("sent", 8080));
        // Who asks while the table is gone is answered.
        watched.After("nft flush ruleset", "healed");
        Assert.Equal(["0 packets", "0 bytes"], Traffic("received", 8080));
        Assert.Contains("10.20.0.10 . udp . 80 counter", Host.Sh("nft list set inet reconciler-default received-ip"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_ready_while_another_process_changes_the_host()
    {
        Host.Background(null, "socat ABSTRACT-LISTEN:reconciler/default,fork PIPE");
        Host.Sh("until grep -q @reconciler/default /proc/net/unix; do sleep 0.02; done");
        Host.Background(null, $"sh -c 'cd {Host.Directory} && exec {Program.Path} watch documents.yaml --listen 127.0.0.1:9310 2>log'");
        Host.Sh("until ss -ltH | grep -q :9310; do sleep 0.02; done");
        Assert.Contains("503 Service Unavailable", Get("/readyz"), StringComparison.Ordinal);
        Assert.Contains("200 OK", Get("/healthz"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_others_listen_at_is_refused()
    {
        Host.Background(null, "socat TCP-LISTEN:9310,bind=127.0.0.1 PIPE");
        Host.Sh("until ss -ltH | grep -q :9310; do sleep 0.02; done");
        Result refused = Host.Reconciler("watch documents.yaml --listen 127.0.0.1:9310");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC5004: nobody can ask the daemon at 127.0.0.1:9310", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_is_for_programs_as_well()
    {
        watched.Watch("documents.yaml --log-format json");
        watched.Expect("^{\"time\":\"[^\"]*\",\"level\":\"info\",\"event\":\"applied\",\"text\":\"applied revision .*\"changes\":[0-9]*,\"milliseconds\":");
    }

    [Fact]
    public void What_the_unit_gives_it_is_enough_for_all_its_work()
    {
        string unit = File.ReadAllText(Path.Combine(Program.Root, "examples", "systemd", "reconciler.service"));
        string given = unit.Split('\n').Single(l => l.StartsWith("CapabilityBoundingSet=", StringComparison.Ordinal)).Split('=')[1];
        Host.Write(Served);
        watched.Variables = $"setpriv --no-new-privs --inh-caps=-all --bounding-set=-all,+{given.Replace("CAP_", "", StringComparison.Ordinal).Replace(" ", ",+", StringComparison.Ordinal)}";
        watched.Watch("documents.yaml");
        Assert.Contains("10.20.0.1:53", Host.Sh("ss -Hlnu"), StringComparison.Ordinal);
        watched.After("ip netns exec web-1 ip link set eth0 down", "healed link/host/veth-web-1");
        Assert.Equal(0, watched.Count(" error "));
        Assert.Equal(0, Host.Reconciler("status").ExitCode);
    }

    [Fact]
    public void The_units_are_what_systemd_understands()
    {
        string units = Path.Combine(Program.Root, "examples", "systemd");
        Result verified = Host.Run($"cd {Host.Directory} && cp {units}/*.service . && sed -i s,/usr/local/bin/reconciler,{Program.Path}, *.service && systemd-analyze verify ./reconciler.service ./reconciler-boot.service");
        if (verified.Errors.Contains("systemd-analyze: not found", StringComparison.Ordinal))
            Assert.Skip("there is no systemd-analyze here");
        Assert.True(verified.ExitCode == 0 && verified.Errors.Length == 0, verified.Text);
    }

    private void Expect(string pattern) =>
        Host.Sh($"cd {Host.Directory}; for i in $(seq 1500); do grep -q '{pattern}' notified 2>/dev/null && exit 0; sleep 0.02; done; cat log notified; exit 1");

    // As in '3 packets' and '99 bytes'.
    private string[] Traffic(string direction, int published) =>
    [
        .. Get("/metrics").Split('\n')
            .Where(l => l.StartsWith("reconciler_published_port_", StringComparison.Ordinal) && l.Contains($"published=\"{published}\",direction=\"{direction}\"}}", StringComparison.Ordinal))
            .Select(l => $"{l.Split(' ')[^1].Trim()} {(l.Contains("_packets_", StringComparison.Ordinal) ? "packets" : "bytes")}"),
    ];

    private string Get(string path) => Host.Sh($"printf 'GET {path} HTTP/1.0\\r\\n\\r\\n' | socat -,ignoreeof TCP:127.0.0.1:9310");
}
