using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>rehearse</c>: what it proves, what it finds, and that nothing is left of it.</summary>
public sealed class RehearsalTests : IDisposable
{
    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    private static string Example(string file) => File.ReadAllText(Path.Combine(Program.Root, "examples", "reachability", file));

    private static string Assertion(string spec) => $$"""

        ---
        apiVersion: reconciler/v1
        kind: Reachability
        metadata: {name: more}
        spec: {{spec}}

        """;

    private Result Rehearse(string documents, string options = "") => host.Reconciler($"rehearse {host.Write(documents)} {options}");

    [Fact]
    public void What_holds_is_proven_and_the_host_is_not_touched()
    {
        host.Sh("ip link add eth0 type veth peer name eth1; ip addr add 10.20.0.7/24 dev eth0");
        string before = host.State();
        Result result = Rehearse(Example("networks.yaml") + "---\n" + Example("assertions.yaml"), "--output json");
        Assert.True(result.ExitCode == 0, result.Text);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.True(report.RootElement.GetProperty("proven").GetBoolean());
        Assert.Equal(["build", "apply", "repeat", "prove", "undo"], report.RootElement.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("stage").GetString()));
        JsonElement[] answers = [.. report.RootElement.GetProperty("answers").EnumerateArray()];
        Assert.Equal(16, answers.Length);
        Assert.Equal(8, answers.Count(a => a.GetProperty("reached").GetBoolean()));
        Assert.Equal(before, host.State());
    }

    [Theory]
    [InlineData("[front]", "[]", "", "RC4001: tcp/5432 of web to db (10.30.0.")]
    [InlineData("front", "front", "{from: {attachment: db-replica}, to: {attachment: db, port: tcp/80}, expect: denied}", "RC4002: tcp/80 of db-replica to db (10.30.0.")]
    [InlineData("front", "front", "{from: {attachment: web}, to: {address: 198.18.0.9, port: tcp/80}, sourceAddress: preserved}", "RC4003: tcp/80 of web to outside (198.18.0.9) is seen as coming from 203.0.113.10")]
    [InlineData("front", "front", "{from: {attachment: web}, to: {address: 10.20.0.99}}", "RC4001: icmp of web to whoever has it (10.20.0.99) is not answered")]
    [InlineData("10.20.0.0/24, \"fd00:20::/64\"", "10.20.0.0/24", "{from: {attachment: web}, to: {address: \"2001:db8::1\"}}", "RC4005: Reachability/more proves nothing")]
    [InlineData("ports: [\"8080:80\"]", "ports: [\"8080:80\"]\n  sysctls: {net.ipv4.no_such_thing: 1}", "", "RC3001: the kernel refused sysctl/web/net.ipv4.no_such_thing")]
    [InlineData("  mode: bridge", "  mode: brige", "", "RC1106")]
    public void What_does_not_hold_is_told_at_its_line(string from, string to, string assertion, string words)
    {
        string networks = Example("networks.yaml").Replace(from, to, StringComparison.Ordinal);
        Result result = Rehearse(networks + "---\n" + Example("assertions.yaml") + (assertion.Length > 0 ? Assertion(assertion) : ""));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.Contains("documents.yaml:", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{from: {attachment: web}, to: {address: 198.18.0.9, port: udp/53}}")]
    [InlineData("{from: {attachment: web}, to: {address: \"2001:db8:1::9\"}}")]
    [InlineData("{from: {host: true}, to: {attachment: db, port: tcp/22}}")]
    [InlineData("{from: {host: true}, to: {published: tcp/8080}}")]
    [InlineData("{from: {labels: {tier: data}}, to: {published: tcp/8080}, sourceAddress: preserved}")]
    [InlineData("{from: {outside: true}, to: {network: front}, expect: denied}")]
    [InlineData("{from: {network: front}, to: {network: back}, sourceAddress: preserved, to: {network: back, port: udp/9}}", false)]
    public void Questions_are_asked_by_everybody_for_everything(string assertion, bool isSound = true)
    {
        Result result = Rehearse(Example("networks.yaml") + Assertion(assertion), "-v");
        Assert.True(result.ExitCode == (isSound ? 0 : 1), result.Text);
    }

    [Fact]
    public void What_documents_imply_is_proven_without_being_written()
    {
        Result result = Rehearse(Example("networks.yaml"), "--implied --output json");
        Assert.True(result.ExitCode == 0, result.Text);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        string[] answers = [.. report.RootElement.GetProperty("answers").EnumerateArray()
            .Select(a => $"{a.GetProperty("from").GetString()} {a.GetProperty("to").GetString()} {a.GetProperty("service").GetString()} {a.GetProperty("expect").GetString()}").Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "db db-replica icmp allowed", "db outside icmp allowed", "db web tcp/9 denied", "db-replica db icmp allowed", "db-replica outside icmp allowed",
                "outside db tcp/9 denied", "outside db-replica tcp/9 denied", "outside web by host tcp/8080 allowed", "outside web tcp/9 denied",
                "web db tcp/9 allowed", "web outside icmp allowed",
            ],
            answers);
    }

    [Fact]
    public void Ten_nodes_of_twenty_containers_are_proven_at_once()
    {
        string documents = """
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: mesh}
            spec: {mode: overlay, subnets: [10.42.0.0/16], overlay: {vni: 4200}}

            """ + string.Concat(Enumerable.Range(1, 10).Select(node => $$"""
            ---
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: n{{node}}}
            spec: {address: 192.0.2.{{node}}}

            """ + string.Concat(Enumerable.Range(1, 20).Select(i => $$"""
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: c{{node}}-{{i}}}
            spec: {container: c{{node}}-{{i}}, network: mesh, node: n{{node}}, addresses: [10.42.{{node}}.{{i}}]}

            """))));
        Result result = Rehearse(documents, "--implied");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("Proven: 2000 questions asked", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pull_request_shows_the_faults_at_their_lines()
    {
        string networks = Example("networks.yaml").Replace("[front]", "[]", StringComparison.Ordinal);
        Result result = Rehearse(networks + "---\n" + Example("assertions.yaml"), "--output github");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("::error file=documents.yaml,line=", result.Output, StringComparison.Ordinal);
        Assert.Contains("RC4001", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Continuous_integration_shows_each_question_as_a_test()
    {
        string networks = Example("networks.yaml").Replace("[front]", "[]", StringComparison.Ordinal);
        Result result = Rehearse(networks + "---\n" + Example("assertions.yaml"), "--output junit --implied");
        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        XElement suites = XDocument.Parse(result.Output).Root!;
        Assert.Equal(
            ["rehearsal", "Reachability/web-is-public", "Reachability/web-reaches-the-data", "Reachability/data-stays-inside", "Reachability/nobody-reaches-the-data-from-outside", "Reachability/replication", "implied"],
            suites.Elements("testsuite").Select(s => s.Attribute("name")!.Value));
        Assert.All(suites.Descendants("failure"), failure => Assert.Equal("Reachability/web-reaches-the-data", failure.Parent!.Attribute("classname")!.Value));
        Assert.Equal("4", suites.Attribute("failures")!.Value);
        Assert.All(suites.Descendants("failure"), failure => Assert.Contains("documents.yaml:", failure.Value, StringComparison.Ordinal));
        Assert.Equal(suites.Attribute("tests")!.Value, suites.Descendants("testcase").Count().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Nodes_are_hosts_of_their_own()
    {
        string documents = string.Concat(Directory.EnumerateFiles(Path.Combine(Program.Root, "examples", "overlay"), "*.yaml").Select(f => File.ReadAllText(f) + "\n---\n"));
        Result result = Rehearse(documents + Assertion("{from: {node: host-a}, to: {address: 192.0.2.11, port: tcp/22}}")["\n---\n".Length..], "-v");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("2 hosts and an outside", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_ends_it_nothing_is_left()
    {
        const string Left = "ip -o link | wc -l; ls /run/netns; grep ' /run' /proc/self/mounts";
        string file = host.Write(Example("networks.yaml") + "---\n" + Example("assertions.yaml").Replace("expect: denied", "expect: allowed", StringComparison.Ordinal));
        string before = host.Sh(Left);
        foreach (string signal in (string[])["KILL", "INT", "TERM"])
        {
            host.Sh($"cd {host.Directory}; {Program.Path} rehearse {file} > run.out 2>&1 & pid=$!; until grep -q repeat run.out; do sleep 0.02; done; kill -{signal} $pid; wait $pid || true");
            Assert.Equal(before, host.Sh(Left));
        }
    }

    [Fact]
    public void It_needs_no_root()
    {
        if (Environment.UserName != "root")
            return;
        Result result = Unprivileged.Reconciler(Example("networks.yaml") + "---\n" + Example("assertions.yaml"), "rehearse documents.yaml");
        Assert.True(result.ExitCode == 0 && result.Output.Contains("Proven: 16 questions", StringComparison.Ordinal), result.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("setpriv --reuid=65534 --regid=65534 --clear-groups --")]
    public void Nothing_outside_of_it_changes(string asWhom)
    {
        if (Environment.UserName != "root")
            return;
        host.Write(Example("networks.yaml") + "---\n" + Example("assertions.yaml"));
        // The kernel tells that a link has a carrier up to a second later.
        host.Sh($"""
            ip netns add web; ip link add br-front type bridge; ip link add eth0 type veth peer name eth1; ip link set eth0 up; ip link set eth1 up
            ip addr add 10.20.0.7/24 dev eth0; ip route add 10.30.0.0/24 via 10.20.0.1; nft add table inet reconciler-default; sysctl -qw net.ipv4.ip_forward=0
            cp -r {Path.GetDirectoryName(Program.Path)} {host.Directory}/bin; chmod -R a+rX {host.Directory}; sleep 2
            """);
        string before = Everything();
        Result result = host.Run($"cd {host.Directory} && {asWhom} bin/{Path.GetFileName(Program.Path)} rehearse documents.yaml --from documents.yaml --implied");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(before, Everything());

        // The folders of other tests, and with them what is mounted there, go meanwhile.
        string Everything() => host.State() + host.Sh($"ls -li /run/netns; grep -v ' {Path.GetTempPath()}' /proc/self/mountinfo; sysctl -a -r '^net' 2>/dev/null | grep -v 'nf_conntrack_count\\|stable_secret'; nft -a list ruleset");
    }
}
