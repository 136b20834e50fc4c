using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What <c>prove</c> says of who decided on a live host: by reading what can be read, and which rule when it may trace.</summary>
public sealed partial class ProofDecisionTests : IDisposable
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
        spec: {mode: bridge, subnets: [10.30.0.0/24], reachableFrom: [front], uplink: none}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: apart}
        spec: {mode: bridge, subnets: [10.40.0.0/24], reachableFrom: [front], interContainerTraffic: deny}

        """;

    private const string OthersDrop = """
        nft 'add table inet theirs; add chain inet theirs f { type filter hook forward priority 10; }; add rule inet theirs f udp dport 53 drop'
        """;

    private const string Hint = "warning RC4025: ";
    private const string Unanswered = "{from: {attachment: web}, to: {attachment: a, port: udp/53}}";

    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    private static string Documents(params string[] assertions) => Networks
        + Attachment("web", "front", "10.20.0.2", ", ports: [\"8080:80\"]") + Attachment("db", "back", "10.30.0.2") + Attachment("a", "apart", "10.40.0.2") + Attachment("b", "apart", "10.40.0.3")
        + string.Concat(assertions.Select((spec, i) => $"---\napiVersion: reconciler/v1\nkind: Reachability\nmetadata: {{name: r{i}}}\nspec: {spec}\n"));

    private static string Attachment(string name, string network, string address, string more = "") =>
        $"---\napiVersion: reconciler/v1\nkind: ContainerAttachment\nmetadata: {{name: {name}}}\nspec: {{container: {name}, network: {network}, addresses: [{address}]{more}}}\n";

    private Result Prove(string documents, string options = "") => Host.Reconciler($"prove {Host.Write(documents)} {options}");

    public static TheoryData<string, string, string> Readable => new()
    {
        {
            "{from: {attachment: web}, to: {attachment: db, port: udp/53}}", "udp/53 of web to db (10.30.0.2) is not answered: db has no route back to 10.20.0.2",
            "'uplink' in Network/back gives its containers no way out; 'nat' or 'routed' would"
        },
        {
            "{from: {attachment: db}, to: {published: tcp/8080}}", "tcp/8080 of db to web by host (192.0.2.10) is not answered: db has no route to 192.0.2.10",
            "'uplink' in Network/back gives its containers no way out; 'nat' or 'routed' would"
        },
        {
            "{from: {attachment: db}, to: {address: 198.18.0.1, port: udp/53}}", "udp/53 of db to whoever has it (198.18.0.1) is not answered: db has no route to 198.18.0.1",
            "'uplink' in Network/back gives its containers no way out; 'nat' or 'routed' would"
        },
        {
            "{from: {attachment: web}, to: {address: 198.51.100.1, port: tcp/53}}", "tcp/53 of web to whoever has it (198.51.100.1) is not answered: host sends nothing to 198.51.100.1: its route is 'unreachable 198.51.100.0/24'",
            "whether the networks let it pass is said by 'reachableFrom', 'uplink', 'interContainerTraffic' and 'ports'"
        },
        {
            "{from: {attachment: a}, to: {attachment: b}}", "icmp of a to b (10.40.0.3) is not answered: both are isolated ports of br-apart (interContainerTraffic: deny)",
            "'interContainerTraffic: allow' in Network/apart would let its containers reach each other"
        },
    };

    [Theory]
    [InlineData("")]
    [InlineData("--trace-rules")]
    public void What_can_be_read_is_named_without_the_option_too(string option)
    {
        string documents = Documents([.. Readable.Select(r => r.Data.Item1)]);
        Host.Apply(documents);
        Host.Sh("ip route add unreachable 198.51.100.0/24");
        Result result = Prove(documents, option);
        Assert.Equal(1, result.ExitCode);
        foreach (TheoryDataRow<string, string, string> row in Readable)
        {
            (string _, string decision, string remedy) = row.Data;
            int at = result.Errors.IndexOf(decision, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{decision}\n{result.Text}");
            int hint = result.Errors.IndexOf("hint: ", at, StringComparison.Ordinal);
            Assert.StartsWith($"hint: {remedy}\n", result.Errors[hint..], StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Hint, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_option_nothing_but_reading_is_asked_of_the_kernel_and_the_option_is_named_once()
    {
        string documents = Documents(
            Unanswered, "{from: {attachment: web}, to: {attachment: b, port: udp/53}}", "{from: {attachment: a}, to: {attachment: b}}",
            "{from: {attachment: web}, to: {attachment: a, port: tcp/80}, expect: denied}");
        Host.Apply(documents);
        Host.Sh(OthersDrop);
        foreach (string? place in (string?[])[null, "web", "a"])
            Host.Background(place, $"nft monitor > {Host.Directory}/{place}.changes");
        Host.Sh("sleep 0.5");
        Result result = Prove(documents, "--trace");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(Hint + "3 answers are not explained by what can be read: a rule may have decided\n  hint: '--trace-rules' names it", result.Errors, StringComparison.Ordinal);
        Assert.Equal(2, result.Errors.Split("RC4025").Length);
        Assert.Contains("GetNeighbour", result.Errors, StringComparison.Ordinal);
        Assert.All(Requests().Matches(result.Errors), request => Assert.True(IsReading(request.Groups[1].Value), request.Value));
        Assert.Equal("", Host.Sh($"sleep 0.2; cat {Host.Directory}/*.changes"));
    }

    private static bool IsReading(string request) => request is "NoOperation" or "SOCK_DIAG_BY_FAMILY" || request.StartsWith("Get", StringComparison.Ordinal);

    [GeneratedRegex(@"^\S+ > (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Requests();

    [Fact]
    public void With_the_option_the_rule_is_named_and_nothing_is_left_of_it()
    {
        string documents = Documents(
            Unanswered, "{from: {attachment: a}, to: {attachment: web, port: tcp/80}}", "{from: {attachment: web}, to: {attachment: a, port: tcp/80}, expect: denied}",
            "{from: {attachment: a}, to: {published: tcp/8080}, expect: denied}");
        Host.Apply(documents);
        Host.Sh(OthersDrop);
        Host.Settle();
        string before = Host.State();
        Result result = Prove(documents, "--trace-rules -v");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("udp/53 of web to a (10.40.0.2) is not answered: dropped on host in 'inet theirs' f by 'meta l4proto udp th dport 53 drop'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: 'inet theirs' is somebody else's: whoever makes it must let pass what these networks send and receive", result.Errors, StringComparison.Ordinal);
        Assert.Contains("tcp/80 of a to web (10.20.0.2) is not answered: dropped on host in 'inet reconciler-default' judge by 'oifname @bridges drop'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: 'reachableFrom: [apart]' in Network/front would let it pass", result.Errors, StringComparison.Ordinal);
        Assert.Contains("tcp/80 of web to a (10.40.0.2) is answered, and should not be: accepted on host in 'inet reconciler-default' judge by 'iifname . oifname @allowed accept'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: it is open to all by 'ports' in ContainerAttachment/web", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Hint, result.Errors, StringComparison.Ordinal);
        Assert.Contains("✗ web → a udp/53 at 10.40.0.2: no answer within 5.0 s; dropped on host in 'inet theirs' f by", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Host.State());
    }

    [Fact]
    public void Programs_are_told_the_rule_too()
    {
        Host.Apply(Documents(Unanswered));
        Host.Sh(OthersDrop);
        foreach ((string option, string? decision) in ((string, string?)[])[("", null), ("--trace-rules", "dropped on host in 'inet theirs' f by 'meta l4proto udp th dport 53 drop'")])
        {
            using JsonDocument proof = JsonDocument.Parse(Prove(Documents(Unanswered), $"--output json {option}").Output);
            Assert.Equal(decision, proof.RootElement.GetProperty("answers")[0].GetProperty("decision").GetString());
            Assert.Equal(decision is null, proof.RootElement.GetProperty("diagnostics").EnumerateArray().Any(d => d.GetProperty("code").GetString() == "RC4025"));
        }
    }

    [Fact]
    public void Who_serves_already_is_asked_again()
    {
        const string Denied = "{from: {attachment: web}, to: {attachment: a, port: tcp/80}, expect: denied}";
        Host.Apply(Documents(Denied));
        laboratory.Serve("a", 80);
        Assert.Contains("accepted on host in 'inet reconciler-default' judge by 'iifname . oifname @allowed accept'", Prove(Documents(Denied), "--trace-rules").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_host_that_is_not_as_the_documents_say_they_are_not_what_to_change()
    {
        string applied = Documents("{from: {attachment: a}, to: {attachment: b}}");
        Host.Apply(applied);
        Result result = Prove(applied.Replace(", interContainerTraffic: deny", "", StringComparison.Ordinal));
        Assert.Contains("both are isolated ports of br-apart", result.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: the host is not as the documents say: 'reconciler apply' first, and prove again", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("would let its containers reach each other", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public void Whatever_ends_it_the_table_goes_too(string signal)
    {
        // Nobody says that they have the address: each question is traced for its full time.
        string documents = Documents("{from: {attachment: web}, to: {attachment: a, port: udp/53}}", "{from: {attachment: web}, to: {attachment: a, port: udp/54}}", "{from: {attachment: web}, to: {attachment: a, port: udp/55}}");
        Host.Apply(documents);
        Host.Sh("nsenter --net=/run/netns/a ip link set eth0 arp off; ip neigh flush all");
        Host.Write(documents);
        string output = Host.Sh($"""
            cd {Host.Directory}; env --default-signal=INT {Program.Path} prove --trace-rules documents.yaml > prove.out 2>&1 & pid=$!
            until nft list tables | grep -q reconciler_trace; do sleep 0.02; done; kill -{signal} $pid; wait $pid; cat prove.out
            for netns in web a; do nsenter --net=/run/netns/$netns nft list tables; done; nft list tables; true
            """);
        Assert.DoesNotContain("reconciler_trace", output, StringComparison.Ordinal);
        Assert.Equal(signal != "KILL", output.Contains("Interrupted before all questions were answered.", StringComparison.Ordinal));
    }
}
