using System.Text.Json;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>rehearse --from</c>: a change is made on what older documents describe, while packets are sent all the time.</summary>
public sealed class ChangeRehearsalTests : IDisposable
{
    private const int MostUnderWay = 2;

    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    private static string Example(string folder) =>
        string.Join("\n---\n", Directory.EnumerateFiles(Path.Combine(Program.Root, "examples", folder), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    // The gaps of the questions that the report has, in milliseconds, by what is asked.
    private Dictionary<string, double> Gaps(string before, string after) =>
        Questions(before, after).ToDictionary(q => q.Key, q => q.Value.GetProperty("milliseconds").GetDouble());

    // What the questions that were asked all the time have shown.
    private Dictionary<string, JsonElement> Questions(string before, string after)
    {
        host.Write(before, "before.yaml");
        Result result = host.Reconciler($"rehearse {host.Write(after)} --from before.yaml --output json");
        Assert.True(result.ExitCode == 0, result.Text);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.Equal(
            ["build", "apply", "repeat", "prove", "undo", "build", "before", "change", "repeat", "prove"],
            report.RootElement.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("stage").GetString()));
        return report.RootElement.GetProperty("gaps").EnumerateArray().ToDictionary(
            g => $"{g.GetProperty("from").GetString()} {g.GetProperty("to").GetString()} {g.GetProperty("service").GetString()} {g.GetProperty("address").GetString()}",
            g => g.Clone());
    }

    [Fact]
    public void What_a_change_does_not_concern_has_no_gap()
    {
        string before = Example("reachability");
        string more = before + """

            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: another}
            spec: {container: another, network: front, ports: ["9090:90"]}

            """;
        Dictionary<string, double> gaps = Gaps(before, more);
        Assert.Equal(16, gaps.Count);
        Assert.All(gaps.Values, gap => Assert.Equal(0, gap));
    }

    [Fact]
    public void What_is_replaced_concerns_nobody_else()
    {
        string before = Example("reachability");
        string after = before.Replace("  container: web\n", "  container: web\n  hostInterface: veth-other\n", StringComparison.Ordinal);
        Dictionary<string, double> gaps = Gaps(before, after);
        Assert.Equal(16, gaps.Count);
        Assert.All(gaps.Where(g => !g.Key.Contains("web", StringComparison.Ordinal)), g => Assert.Equal(0, g.Value));
    }

    [Fact]
    public void What_is_cut_off_for_a_while_is_missed_as_long()
    {
        // The kernel makes the container's interfaces anew, one after the other: what is behind the last ones waits for all.
        static string Network(string prefix) => """
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: web}
            spec: {mode: bridge, subnets: [10.20.0.0/16]}

            """ + string.Concat(Enumerable.Range(1, 200).Select(i => $$"""
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: c{{i}}}
            spec: {container: c{{i}}, network: web, hostInterface: {{prefix}}{{i}}{{(i <= 20 ? $", ports: ['{8000 + i}:80']" : "")}}}

            """));
        Assert.Contains(Gaps(Network("old"), Network("new")), g => g.Value > 0);
    }

    [Fact]
    public void A_port_that_leads_to_somebody_else_is_answered_all_the_time()
    {
        static string Documents(string blue, string green) => $$"""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: web}
            spec: {mode: bridge, subnets: [10.20.0.0/24]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: blue}
            spec: {container: blue, network: web, ports: [{{blue}}]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: green}
            spec: {container: green, network: web, ports: [{{green}}]}

            """;
        KeyValuePair<string, JsonElement> question = Assert.Single(Questions(Documents("'8080:80'", ""), Documents("", "'8080:80'")));
        Assert.StartsWith("outside green by host tcp/8080", question.Key, StringComparison.Ordinal);
        // Whose handshake is under way in the moment of the change is led to the one and then to the other, and refused.
        Assert.InRange(question.Value.GetProperty("asked").GetInt32() - question.Value.GetProperty("answered").GetInt32(), 0, MostUnderWay);
    }

    [Fact]
    public void Nodes_come_and_go_and_move()
    {
        string before = Example("overlay");
        string after = before.Replace("192.0.2.11", "192.0.2.12", StringComparison.Ordinal) + """

            ---
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: host-c}
            spec: {address: 192.0.2.13}

            """;
        Dictionary<string, double> gaps = Gaps(before, after);
        Assert.NotEmpty(gaps);
        Assert.NotEmpty(Gaps(after, before));
    }

    [Fact]
    public void A_pull_request_gets_a_comment()
    {
        string before = Example("reachability");
        host.Write(before, "before.yaml");
        string after = before.Replace("  container: web\n", "  container: web\n  hostInterface: veth-other\n", StringComparison.Ordinal).Replace("\"8080:80\"", "\"8080:80\", \"9090:90/udp\"", StringComparison.Ordinal);
        Result result = host.Reconciler($"rehearse {host.Write(after)} --from before.yaml --output markdown");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal("", result.Errors);
        Assert.StartsWith("## ✅ Rehearsed and proven\n\n1 host, 16 questions asked with packets, 12 changes made while packets flow, in ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n### Changes\n\n| host | + | ~ | ± | - | interrupts |\n| --- | ---: | ---: | ---: | ---: | --- |\n| `host` | 7 | 0 | 4 | 1 | `web` |\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n| **opened** | `host` | `udp 0.0.0.0:9090` | `web 10.20.0.128:90` | `documents.yaml:", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n### Gaps in traffic\n\nAsked every 10 ms while the change was made: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n<summary>Plan of host</summary>\n\n```text\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assertion_that_does_not_hold_keeps_nobody_from_seeing_the_change()
    {
        string before = Example("reachability");
        host.Write(before, "before.yaml");
        string after = before.Replace("reachableFrom: [front]", "reachableFrom: [front]\n  uplink: {ipv4: routed, ipv6: nat}", StringComparison.Ordinal).Replace("  container: db\n", "  container: db\n  ports: [\"5432:5432\"]\n", StringComparison.Ordinal);
        Result result = host.Reconciler($"rehearse {host.Write(after)} --from before.yaml --output json");
        Assert.Equal(1, result.ExitCode);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.All(report.RootElement.GetProperty("diagnostics").EnumerateArray(), d => Assert.Equal("RC4002", d.GetProperty("code").GetString()));
        Assert.Equal("prove", report.RootElement.GetProperty("stages").EnumerateArray().Last().GetProperty("stage").GetString());
        string[] asked = [.. report.RootElement.GetProperty("gaps").EnumerateArray().Select(g => g.GetProperty("assertion").GetString()!)];
        Assert.Contains("Reachability/web-is-public", asked);
        Assert.DoesNotContain("Reachability/nobody-reaches-the-data-from-outside", asked);
    }

    [Fact]
    public void A_revision_is_where_the_change_comes_from()
    {
        string documents = Example("reachability");
        host.Write(documents);
        host.Sh($"cd {host.Directory} && git init -q -b main && git add --all && git -c user.name=test -c user.email=test@example.org commit -qm a");
        host.Write(documents.Replace("8080", "8081", StringComparison.Ordinal));
        Result result = Hitless.Assert("\nAsked every 10 ms while the change was made: no gap in 14 questions.\n", () => host.Reconciler("rehearse . --from main"));
        Assert.Contains("and the change from 3 attachments:", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("tcp/8081", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_documents_there_were_none()
    {
        host.Sh($"cd {host.Directory} && git init -q -b main && git -c user.name=test -c user.email=test@example.org commit -q --allow-empty -m a");
        Result result = host.Reconciler($"rehearse {host.Write(Example("reachability"))} --from main");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("before  0 changes, as before the change", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Asked every", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch", "RC1009: 'nosuch' is neither a file or folder nor a revision")]
    [InlineData("broken.yaml", "broken.yaml:1:1: error RC1")]
    public void What_the_change_comes_from_must_be_sound(string from, string words)
    {
        host.Write("nonsense: true\n", "broken.yaml");
        Result result = host.Reconciler($"rehearse {host.Write(Example("reachability"))} --from {from}");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Rehearsing", result.Output, StringComparison.Ordinal);
    }
}
