using System.Text.Json;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What a rehearsal says of answers that are not as expected: the rule, the route or the bridge that decided, and the field to change.</summary>
public sealed class DecisionTests : IDisposable
{
    private const string Networks = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: front}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: back}
        spec: {mode: bridge, subnets: [10.30.0.0/24, "fd00:30::/64"], reachableFrom: [front, apart], uplink: none}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: apart}
        spec: {mode: bridge, subnets: [10.40.0.0/24], reachableFrom: [front], interContainerTraffic: deny}

        """;

    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    private static string Documents(params string[] assertions) => Networks
        + Attachment("web", "front", "10.20.0.2", ", ports: [\"8080:80\", {host: 5432, container: 5432, allowFrom: [192.0.2.0/24]}]") + Attachment("web-2", "front", "10.20.0.3", ", routes: [{to: 10.66.0.0/16, type: blackhole}]")
        + Attachment("db", "back", "10.30.0.2") + Attachment("a", "apart", "10.40.0.2") + Attachment("b", "apart", "10.40.0.3")
        + string.Concat(assertions.Select((spec, i) => $"---\napiVersion: reconciler/v1\nkind: Reachability\nmetadata: {{name: r{i}}}\nspec: {spec}\n"));

    private static string Attachment(string name, string network, string address, string more = "") =>
        $"---\napiVersion: reconciler/v1\nkind: ContainerAttachment\nmetadata: {{name: {name}}}\nspec: {{container: {name}, network: {network}, addresses: [{address}]{more}}}\n";

    private const string NetworksApart = "tcp/80 of a to web (10.20.0.2) is not answered: dropped on host in 'inet reconciler-default' judge by 'oifname @bridges drop'";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "{from: {attachment: a}, to: {attachment: web, port: tcp/80}}", NetworksApart, "'reachableFrom: [apart]' in Network/front would let it pass" },
        {
            "{from: {outside: true}, to: {attachment: web, port: tcp/22}}",
            "tcp/22 of outside to web (10.20.0.2) is not answered: dropped on host in 'inet reconciler-default' judge by 'oifname @bridges drop'",
            "'ports' in ContainerAttachment/web would publish it by the host's address"
        },
        {
            "{from: {attachment: db}, to: {address: 198.18.0.1}}", "icmp of db to outside (198.18.0.1) is not answered: db has no route to 198.18.0.1",
            "'uplink' in Network/back gives its containers no way out; 'nat' or 'routed' would"
        },
        {
            "{from: {attachment: web}, to: {attachment: db, port: udp/53}}", "udp/53 of web to db (10.30.0.2) is not answered: db has no route back to 10.20.0.2",
            "'uplink' in Network/back gives its containers no way out; 'nat' or 'routed' would"
        },
        {
            "{from: {attachment: web-2}, to: {address: 10.66.0.9, port: tcp/7}}",
            "tcp/7 of web-2 to outside (10.66.0.9) is not answered: web-2 sends nothing to 10.66.0.9: its route is 'blackhole 10.66.0.0/16'",
            "it is said by 'routes' in ContainerAttachment/web-2"
        },
        {
            "{from: {attachment: a}, to: {attachment: b}}", "icmp of a to b (10.40.0.3) is not answered: both are isolated ports of br-apart (interContainerTraffic: deny)",
            "'interContainerTraffic: allow' in Network/apart would let its containers reach each other"
        },
        {
            "{from: {attachment: web}, to: {address: 10.20.0.99, port: tcp/7}}", "the neighbour 10.20.0.99 does not answer web (ARP)",
            "whether the networks let it pass is said by 'reachableFrom', 'uplink', 'interContainerTraffic' and 'ports'"
        },
        {
            "{from: {attachment: web}, to: {attachment: a, port: udp/5}, expect: denied}",
            "udp/5 of web to a (10.40.0.2) is answered, and should not be: accepted on host in 'inet reconciler-default' judge by 'iifname . oifname @allowed accept'",
            "it is open to them by 'reachableFrom' in Network/apart"
        },
        {
            "{from: {outside: true}, to: {published: tcp/5432}}",
            "tcp/5432 of outside to web by host (203.0.113.10) is not answered: dropped on host in 'inet reconciler-default' guard by 'meta nfproto ipv4 ip daddr . meta l4proto . th dport @guarded-ip",
            "'allowFrom' of the port in ContainerAttachment/web would have to include 203.0.113.1"
        },
        {
            "{from: {outside: true}, to: {published: tcp/8080}, expect: denied}",
            "accepted on host in 'inet reconciler-default' judge by 'meta nfproto ipv4 oifname @uplinked-ip ct status dnat accept'",
            "it is open to all by 'ports' in ContainerAttachment/web"
        },
        {
            "{from: {attachment: web}, to: {address: 198.18.0.1}, expect: denied}",
            "accepted on host in 'inet reconciler-default' judge by 'meta nfproto ipv4 iifname @uplinked-ip accept'", "'uplink: none' in Network/front would leave its containers no way out"
        },
    };

    private static string AllWrong => Documents([.. Wrong.Select(w => w.Data.Item1)]);

    private static void AssertExplained(Result result)
    {
        Assert.True(result.ExitCode == 1, result.Text);
        foreach (TheoryDataRow<string, string, string> row in Wrong)
        {
            (string _, string decision, string remedy) = row.Data;
            int at = result.Errors.IndexOf(decision, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{decision}\n{result.Text}");
            int hint = result.Errors.IndexOf("hint: ", at, StringComparison.Ordinal);
            Assert.StartsWith($"hint: {remedy}\n", result.Errors[hint..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_decided_is_named_with_the_field_to_change() => AssertExplained(host.Reconciler($"rehearse {host.Write(AllWrong)}"));

    [Fact]
    public void Nobody_needs_root_to_know_it()
    {
        if (Environment.UserName == "root")
            AssertExplained(Unprivileged.Reconciler(AllWrong, "rehearse documents.yaml"));
    }

    [Fact]
    public void Containers_of_one_network_are_kept_apart_by_a_field_of_it()
    {
        Result result = host.Reconciler($"rehearse {host.Write(Documents("{from: {attachment: web}, to: {attachment: web-2, port: tcp/80}, expect: denied}"))}");
        Assert.Contains("tcp/80 of web to web-2 (10.20.0.3) is answered, and should not be: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("'interContainerTraffic: deny' in Network/front would keep its containers apart", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_and_whoever_wants_it_verbose_are_told_too()
    {
        string file = host.Write(Documents("{from: {attachment: a}, to: {attachment: web, port: tcp/80}}", "{from: {attachment: web}, to: {attachment: a}}"));
        string decision = NetworksApart[NetworksApart.IndexOf("dropped", StringComparison.Ordinal)..];
        Assert.Contains($"✗ a → web tcp/80 at 10.20.0.2: no answer within 5.0 s; {decision}\n", host.Reconciler($"rehearse {file} -v").Output, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(host.Reconciler($"rehearse {file} --output json").Output);
        JsonElement[] answers = [.. report.RootElement.GetProperty("answers").EnumerateArray()];
        Assert.Equal([decision, null], answers.Select(a => a.GetProperty("decision").GetString()));
        Assert.StartsWith("no answer within", answers[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_everything_is_wrong_some_are_explained()
    {
        string[] wrong = [.. Enumerable.Range(1, 25).Select(port => $"{{from: {{outside: true}}, to: {{attachment: web, port: udp/{port}}}}}")];
        using JsonDocument report = JsonDocument.Parse(host.Reconciler($"rehearse {host.Write(Documents(wrong))} --output json").Output);
        Assert.Equal(20, report.RootElement.GetProperty("answers").EnumerateArray().Count(a => a.GetProperty("decision").ValueKind == JsonValueKind.String));
    }
}
