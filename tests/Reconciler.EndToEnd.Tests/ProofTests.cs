using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>prove</c>: what it proves on a live host, what it cannot, and that nothing is changed by it.</summary>
public sealed class ProofTests : IDisposable
{
    private const string Networks = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: front}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: back}
        spec: {mode: bridge, subnets: [10.30.0.0/24], reachableFrom: [front]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec: {container: web, network: front, addresses: [10.20.0.10], ports: ["8080:80"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db}
        spec: {container: db, network: back, addresses: [10.30.0.10]}

        """;

    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    private static string Assertion(string name, string spec) => $$"""
        ---
        apiVersion: reconciler/v1
        kind: Reachability
        metadata: {name: {{name}}}
        spec: {{spec}}

        """;

    private static string Allowed(string port = "tcp/5432", string more = "") => Assertion("web-reaches-db", $$"""{from: {attachment: web}, to: {attachment: db, port: {{port}}}{{more}} }""");

    private static string Denied(string port = "tcp/80") => Assertion("db-does-not-reach-web", $$"""{from: {attachment: db}, to: {attachment: web, port: {{port}}}, expect: denied}""");

    private Result Prove(string documents, string options = "") => Host.Reconciler($"prove {Host.Write(documents)} {options}");

    [Fact]
    public void What_holds_is_proven_by_listeners_of_the_moment()
    {
        string documents = Networks + Allowed(more: ", sourceAddress: preserved, mtu: 1500") + Denied()
            + Assertion("the-host-reaches-them", "{from: {host: true}, to: {network: front}}")
            + Assertion("published", "{from: {attachment: db}, to: {published: tcp/8080}, sourceAddress: preserved}");
        Host.Apply(documents);
        Host.Settle();
        string before = Everything();
        Result result = Prove(documents, "-v");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("web → db tcp/5432 at 10.30.0.10: answered in", result.Output, StringComparison.Ordinal);
        Assert.Contains("seen as 10.20.0.10", result.Output, StringComparison.Ordinal);
        Assert.Contains("db → web by host tcp/8080 at 192.0.2.10: answered in", result.Output, StringComparison.Ordinal);
        Assert.Contains("Proven: 5 questions asked, every answer as expected, in ", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Errors);
        Assert.Equal(before, Everything());
    }

    // Whatever the kernel holds but what every packet leaves behind: neighbours, connections, counters and times; and but the routes of
    // link-local addresses, which come when the kernel has found no duplicate.
    private string Everything() => Host.State() + Host.Sh("""
        for ns in host $(ls /run/netns); do
          enter=""; [ $ns = host ] || enter="nsenter --net=/run/netns/$ns"
          $enter ip -d address | sed -E 's/ (valid|preferred)_lft.*//; s/ tentative//; s/ (gc|hello|tcn|topology_change|message_age|forward_delay)_timer +[0-9.]+//g'
          $enter ip -d route show table all | grep -v fe80; $enter ip -6 -d route show table all | grep -v fe80 | sed -E 's/ expires [0-9]+sec//'
          $enter ip rule; $enter ip -d link | grep -c mtu; $enter nft -s list ruleset; $enter sysctl -a 2>/dev/null | grep -E 'forward|rp_filter|route_localnet|disable_ipv6'
          $enter ss -Hlntu; $enter ss -Hnt state time-wait
        done; ls -i /run/netns
        """);

    [Fact]
    public void What_does_not_hold_is_told_at_its_line_and_nothing_is_changed()
    {
        Host.Apply(Networks);
        Host.Sh("nft add table inet theirs; nft 'add chain inet theirs forward { type filter hook forward priority 10; }'; nft add rule inet theirs forward tcp dport 5432 drop");
        Host.Settle();
        string before = Everything();
        Result result = Prove(Networks + Allowed() + Denied());
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("documents.yaml:24:37: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("error RC4001: tcp/5432 of web to db (10.30.0.10) is not answered: no answer within", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Not proven: 1 fault, in ", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void A_service_that_listens_is_asked_itself_and_hears_nothing()
    {
        Host.Apply(Networks);
        Host.Background("db", $"socat -u TCP4-LISTEN:5432,fork,reuseaddr OPEN:{Host.Directory}/heard,creat,append");
        Until("db", "-lt sport = :5432");
        Result result = Prove(Networks + Allowed(), "-v");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("web → db tcp/5432 at 10.30.0.10: answered in", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("seen as", result.Output, StringComparison.Ordinal);
        Assert.Equal("0\n", Host.Sh($"cat {Host.Directory}/heard 2>/dev/null | wc -c"));
    }

    [Theory]
    [InlineData("sourceAddress: preserved", "does not tell by which address they see who asks")]
    [InlineData("mtu: 1500", "does not send back packets of the size")]
    public void What_a_service_does_not_tell_remains_open(string more, string words)
    {
        Host.Apply(Networks);
        laboratory.Serve("db", 5432);
        Result result = Prove(Networks + Allowed(more: ", " + more));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning RC4023: tcp/5432 of web to db (10.30.0.10) proves nothing: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing proven: no question was asked; 1 question remains open.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_udp_service_only_an_answer_tells_something()
    {
        Host.Apply(Networks);
        laboratory.ServeUdp("db", 53);
        Result answered = Prove(Networks + Allowed("udp/53"));
        Assert.True(answered.ExitCode == 0, answered.Text);
        Assert.Contains("Proven: 1 question asked", answered.Output, StringComparison.Ordinal);

        Host.Background("db", "socat -u UDP4-RECV:54 OPEN:/dev/null");
        Until("db", "-lu sport = :54");
        foreach (string assertion in (string[])[Allowed("udp/54"), Allowed("udp/54", ", expect: denied")])
        {
            Result silent = Prove(Networks + assertion);
            Assert.Equal(0, silent.ExitCode);
            Assert.Contains("warning RC4023: udp/54 of web to db (10.30.0.10) proves nothing: somebody else listens there", silent.Errors, StringComparison.Ordinal);
            Assert.Contains("Nothing proven", silent.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_only_a_rehearsal_can_ask_is_named_and_not_counted()
    {
        string documents = Networks + Allowed()
            + Assertion("public", "{from: {outside: true}, to: {published: tcp/8080}}") + Assertion("closed", "{from: {outside: true}, to: {network: front, port: tcp/80}, expect: denied}");
        Host.Apply(documents);
        Result result = Prove(documents);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning RC4021: 2 questions of Reachability/public can only be asked in a rehearsal: tcp/8080 of outside to web by host (192.0.2.10); ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Proven: 1 question asked", result.Output, StringComparison.Ordinal);
        Assert.Contains("; 4 questions remain open.", result.Output, StringComparison.Ordinal);
        Result implied = Prove(documents, "--implied");
        Assert.Contains("that documents imply can only be asked in a rehearsal", implied.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_world_outside_is_asked_as_it_is()
    {
        Host.Apply(Networks);
        laboratory.Serve(Laboratory.Outside, 443);
        string assertions = Assertion("reached", "{from: {attachment: web}, to: {address: 192.0.2.1, port: tcp/443}}") + Assertion("ping", "{from: {attachment: web}, to: {address: 192.0.2.1}}");
        Result result = Prove(Networks + assertions);
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("Proven: 2 questions asked", result.Output, StringComparison.Ordinal);
        Result refused = Prove(Networks + assertions.Replace("443", "444", StringComparison.Ordinal));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("RC4001: tcp/444 of web to whoever has it (192.0.2.1) is not answered: it is refused", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_of_other_nodes_are_asked_by_rehearsals()
    {
        string documents = Networks.Replace("network: back,", "network: back, node: n2,", StringComparison.Ordinal) + "---\n{apiVersion: reconciler/v1, kind: Node, metadata: {name: n1}, spec: {address: 192.0.2.10}}\n"
            + "---\n{apiVersion: reconciler/v1, kind: Node, metadata: {name: n2}, spec: {address: 192.0.2.11}}\n" + Allowed()
            + Assertion("to-node", "{from: {node: n1}, to: {attachment: web}}");
        documents = documents.Replace("network: front,", "network: front, node: n1,", StringComparison.Ordinal);
        Assert.Equal(0, Host.Reconciler($"apply {Host.Write(documents)} --node n1").ExitCode);
        Result result = Prove(documents, "--node n1 -v");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("RC4021: 1 question of Reachability/web-reaches-db", result.Errors, StringComparison.Ordinal);
        Assert.Contains("n1 → web icmp at 10.20.0.10: answered", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_that_are_not_there_are_missed()
    {
        Result nothing = Prove(Networks + Allowed());
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("warning RC4024: the host is not as the documents say: ", nothing.Errors, StringComparison.Ordinal);
        Assert.Contains("error RC4022: Reachability/web-reaches-db is not proven for ContainerAttachment/web (it is not attached), ContainerAttachment/db (it is not attached)", nothing.Errors, StringComparison.Ordinal);

        string waiting = Networks.Replace("container: db", "container: {netns: db, create: false}", StringComparison.Ordinal) + Allowed();
        Assert.Equal(4, Host.Reconciler($"apply {Host.Write(waiting)}").ExitCode);
        Result pending = Prove(waiting);
        Assert.Equal(1, pending.ExitCode);
        Assert.Contains("RC4022: Reachability/web-reaches-db is not proven for ContainerAttachment/db (there is no network namespace db)", pending.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("RC4024", pending.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_differs_is_proven_as_it_is()
    {
        Host.Apply(Networks);
        Host.Sh("ip link set br-back mtu 1400");
        Result result = Prove(Networks + Allowed());
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning RC4024: the host is not as the documents say: 0 to create, 1 to change, 0 to replace, 0 to delete", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Proven: 1 question asked", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_read_the_same()
    {
        string documents = Networks + Allowed() + Assertion("public", "{from: {outside: true}, to: {published: tcp/8080}}");
        Host.Apply(documents);
        using JsonDocument proof = JsonDocument.Parse(Prove(documents, "--output json").Output);
        JsonElement root = proof.RootElement;
        Assert.Equal(("Proof", true), (root.GetProperty("kind").GetString(), root.GetProperty("proven").GetBoolean()));
        Assert.Equal("db", root.GetProperty("answers")[0].GetProperty("to").GetString());
        Assert.Equal(2, root.GetProperty("open").GetArrayLength());
        Assert.Contains("::warning file=documents.yaml,line=", Prove(documents, "--output github").Output, StringComparison.Ordinal);
        Assert.Contains("\"ruleId\": \"RC4021\"", Prove(documents, "--output sarif").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Continuous_integration_shows_each_question_as_a_test()
    {
        string documents = Networks + Allowed() + Denied() + Assertion("public", "{from: {outside: true}, to: {published: tcp/8080}}");
        Host.Apply(documents);
        Host.Sh("nft add table inet theirs; nft 'add chain inet theirs forward { type filter hook forward priority 10; }'; nft add rule inet theirs forward tcp dport 5432 drop");
        Result result = Prove(documents, "--output junit --implied --trace-rules");
        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        XElement suites = XDocument.Parse(result.Output).Root!;
        Assert.Equal(
            ["proof", "Reachability/web-reaches-db", "Reachability/db-does-not-reach-web", "Reachability/public", "implied"],
            suites.Elements("testsuite").Select(s => s.Attribute("name")!.Value));
        XElement failure = suites.Elements("testsuite").ElementAt(1).Descendants("failure").Single();
        Assert.Contains("dropped on host in 'inet theirs' forward by", failure.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.All(suites.Elements("testsuite").ElementAt(3).Elements("testcase"), c => Assert.Equal("who asks, or who is asked, is not on this host", c.Element("skipped")!.Attribute("message")!.Value));
    }

    [Fact]
    public void A_comment_says_what_is_otherwise_and_what_remains_open()
    {
        string documents = Networks + Denied() + Assertion("public", "{from: {outside: true}, to: {published: tcp/8080}}");
        Host.Apply(documents);
        Result result = Prove(documents, "--output markdown");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("## ✅ Proven\n\n1 question asked with packets on ", result.Output, StringComparison.Ordinal);
        Assert.Contains("| ❔ | `Reachability/public` | 2 | 2 open | `documents.yaml:", result.Output, StringComparison.Ordinal);
        Assert.Contains("| `outside → web by host tcp/8080 at 192.0.2.10 is allowed` | `who asks, or who is asked, is not on this host` |", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("## ❌ Not proven: ", Prove(documents.Replace("mode: bridge", "mode: brige", StringComparison.Ordinal), "--output markdown").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_it_says_so_and_nothing_listens_any_more()
    {
        Host.Apply(Networks);
        Host.Write(Networks + Denied());
        string output = Host.Sh($"cd {Host.Directory}; {Program.Path} prove documents.yaml > prove.out 2> prove.err & pid=$!; until nsenter --net=/run/netns/web ss -Hlnt | grep -q :80; do sleep 0.02; done; kill -TERM $pid; wait $pid; echo $?; cat prove.out prove.err; nsenter --net=/run/netns/web ss -Hlnt");
        Assert.Equal("1\nInterrupted before all questions were answered.\nInterrupted: no more is asked …\n", output);
    }

    private void Until(string netns, string filter)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (Host.RunIn(netns, $"ss -Hn {filter}").Output.Length == 0)
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), "the service does not listen");
    }
}
