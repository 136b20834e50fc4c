using System.Text.Json;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>apply --prove</c>: what does not hold is taken back.</summary>
public sealed class ProvenApplyTests : IDisposable
{
    private const string Network = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: web, ports: ["8080:80"]}

        """;

    private const string Second = """
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, network: web}
        ---
        apiVersion: reconciler/v1
        kind: Reachability
        metadata: {name: they-talk}
        spec: {from: {attachment: one}, to: {attachment: two, port: tcp/80} }

        """;

    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    private Result Apply(string documents, string options = "") => Host.Reconciler($"apply --prove {Host.Write(documents)} {options}");

    [Fact]
    public void What_holds_stays()
    {
        Result result = Apply(Network + Second);
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("; verified.\nProven: 1 question asked, every answer as expected, in ", result.Output, StringComparison.Ordinal);
        Result again = Apply(Network + Second);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("In sync: nothing to do.\nProven: 1 question asked", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_hold_is_undone()
    {
        Host.Apply(Network);
        Host.Settle();
        string before = Host.State();
        Result result = Apply(Network + Second.Replace("port: tcp/80} }", "port: tcp/80}, expect: denied}", StringComparison.Ordinal));
        Assert.True(result.ExitCode == 3, result.Text);
        Assert.Contains("error RC4002: tcp/80 of one to two (10.20.0.", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Not proven: 1 fault, in ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("Failed and undone: everything is as it was before.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Host.State());
    }

    [Theory]
    [InlineData("", "dropped in two in 'inet theirs' f by 'meta l4proto tcp th dport 80 drop'", "'inet theirs' is somebody else's")]
    [InlineData("{attachment: one}", "accepted on host in 'inet reconciler-default' judge by 'iifname . oifname @allowed accept'", "it is open to them by 'reachableFrom' in Network/other")]
    public void The_rule_that_decided_is_named_before_all_is_undone(string denied, string decision, string remedy)
    {
        Host.Sh("""
            ip netns add two; nsenter --net=/run/netns/two sh -c "nft 'add table inet theirs; add chain inet theirs f { type filter hook input priority 0; }; add rule inet theirs f tcp dport 80 drop'"
            """);
        Host.Apply(Network);
        Host.Settle();
        string before = Host.State();
        Result result = Apply(denied.Length == 0 ? Network + Second : Network + $$"""
            ---
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: other}
            spec: {mode: bridge, subnets: [10.21.0.0/24], reachableFrom: [web]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: three}
            spec: {container: three, network: other}
            ---
            apiVersion: reconciler/v1
            kind: Reachability
            metadata: {name: they-do-not-talk}
            spec: {from: {{denied}}, to: {attachment: three, port: tcp/80}, expect: denied}

            """);
        Assert.True(result.ExitCode == 3, result.Text);
        Assert.Contains(decision, result.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: " + remedy, result.Errors, StringComparison.Ordinal);
        Assert.EndsWith("Failed and undone: everything is as it was before.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Host.State());
    }

    [Fact]
    public void Where_nothing_was_changed_nothing_is_undone()
    {
        string denied = (Network + Second).Replace("port: tcp/80} }", "port: tcp/80}, expect: denied}", StringComparison.Ordinal);
        Host.Apply(denied);
        Host.Settle();
        string before = Host.State();
        Result result = Apply(denied);
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.EndsWith("Nothing was changed.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Host.State());
    }

    [Fact]
    public void Programs_read_what_was_proven_and_undone()
    {
        string denied = (Network + Second).Replace("port: tcp/80} }", "port: tcp/80}, expect: denied}", StringComparison.Ordinal);
        using JsonDocument undone = JsonDocument.Parse(Apply(denied, "--output json").Output);
        Assert.Equal("undone", undone.RootElement.GetProperty("result").GetString());
        Assert.False(undone.RootElement.GetProperty("proof").GetProperty("proven").GetBoolean());
        Assert.False(undone.RootElement.GetProperty("proof").GetProperty("answers")[0].GetProperty("asExpected").GetBoolean());
        Assert.Equal("RC4002", undone.RootElement.GetProperty("diagnostics")[0].GetProperty("code").GetString());
        using JsonDocument applied = JsonDocument.Parse(Apply(Network + Second, "--output json").Output);
        Assert.Equal("applied", applied.RootElement.GetProperty("result").GetString());
        Assert.True(applied.RootElement.GetProperty("proof").GetProperty("proven").GetBoolean());
        using JsonDocument without = JsonDocument.Parse(Host.Reconciler("apply documents.yaml --output json").Output);
        Assert.Equal(JsonValueKind.Null, without.RootElement.GetProperty("proof").ValueKind);
    }

    [Fact]
    public void Containers_that_are_waited_for_are_no_reason_to_undo()
    {
        Result result = Apply(Network + Second.Replace("container: two", "container: {netns: two, create: false}", StringComparison.Ordinal));
        Assert.True(result.ExitCode == 4, result.Text);
        Assert.Contains("warning RC4022: Reachability/they-talk is not proven for ContainerAttachment/two (there is no network namespace two)", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing proven: no question was asked.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_while_it_proves_it_undoes()
    {
        Host.Apply(Network);
        Host.Settle();
        string before = Host.State();
        // Nobody has the address, and who asks waits for its neighbour.
        Host.Write(Network + Second.Replace("{attachment: two, port: tcp/80}", "{address: 10.20.0.99, port: tcp/80}", StringComparison.Ordinal));
        string output = Host.Sh($"cd {Host.Directory}; {Program.Path} apply --prove documents.yaml > apply.out 2> apply.err & pid=$!; until grep -q verified apply.out; do sleep 0.02; done; kill -TERM $pid; wait $pid; echo $?; tail -n 2 apply.out; cat apply.err");
        Assert.Equal("3\nInterrupted before all questions were answered.\nInterrupted and undone: everything is as it was before.\nInterrupted: undoing what was done …\n", output);
        Assert.Equal(before, Host.State());
    }

    [Fact]
    public void A_sandbox_is_proven_too()
    {
        Result result = Apply(Network + Second, "--sandbox");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("Proven: 1 question asked", result.Output, StringComparison.Ordinal);
    }
}
