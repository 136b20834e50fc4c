namespace Reconciler.EndToEnd.Tests;

/// <summary><c>--no-prune</c> and <c>--adopt</c>, as whoever types them sees them; with saved plans, too.</summary>
public sealed class ChoiceTests : IDisposable
{
    private const string Web = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        """;

    private const string Db = """
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: db}
        spec: {mode: bridge, subnets: [10.30.0.0/24]}
        """;

    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public void What_stays_without_being_wanted_is_counted()
    {
        host.Apply(Web + "\n" + Db);
        host.Write(Web);
        Result kept = host.Reconciler("apply documents.yaml --no-prune");
        Assert.True(kept.ExitCode == 0, kept.Text);
        Assert.Matches("In sync: nothing to do.\nNo longer wanted, and left: [0-9]+ objects.\n$", kept.Output);
        Assert.Contains("br-db", host.Sh("ip -br link"), StringComparison.Ordinal);
        Assert.Equal(0, host.Reconciler("plan documents.yaml --no-prune").ExitCode);
        Assert.Equal(2, host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void A_saved_plan_keeps_what_was_chosen()
    {
        host.Apply(Db);
        host.Sh("ip link add br-web type bridge");
        host.Write(Web);
        Assert.Equal(1, host.Reconciler("plan documents.yaml --out plan.json").ExitCode);
        Assert.Equal(2, host.Reconciler("plan documents.yaml --adopt br-web --no-prune --out plan.json").ExitCode);
        Result again = host.Reconciler("apply --plan plan.json --no-prune");
        Assert.Contains("'--no-prune' and '--plan' exclude each other: the plan has it already, as it was saved", again.Errors, StringComparison.Ordinal);
        Result applied = host.Reconciler("apply --plan plan.json");
        Assert.True(applied.ExitCode == 0, applied.Text);
        Assert.Contains("br-db", host.Sh("ip -br link"), StringComparison.Ordinal);
        Assert.Contains("reconciler:default:Network/web", host.Sh("ip link show br-web"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_owners_with_the_same_wishes_are_told_of_each_other()
    {
        const string Port = """
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: one}
            spec: {container: one, network: web, ports: ["8080:80"]}
            """;
        host.Apply(Web + "\n" + Port);
        string before = host.SettledState();
        Result name = host.Reconciler("apply documents.yaml --owner other --adopt br-web");
        Assert.Equal(1, name.ExitCode);
        Assert.Contains("link/host/br-web exists already and belongs to the owner 'default'", name.Errors, StringComparison.Ordinal);
        host.Write((Web + "\n" + Port).Replace("web", "net", StringComparison.Ordinal).Replace("container: one", "container: two", StringComparison.Ordinal));
        Result subnet = host.Reconciler("apply documents.yaml --owner other");
        Assert.Equal(1, subnet.ExitCode);
        Assert.Contains("RC2004: the subnet 10.20.0.0/24 overlaps", subnet.Errors, StringComparison.Ordinal);
        Assert.Contains("of the owner 'default'", subnet.Errors, StringComparison.Ordinal);
        host.Write((Web + "\n" + Port).Replace("web", "net", StringComparison.Ordinal).Replace("container: one", "container: two", StringComparison.Ordinal).Replace("10.20", "10.40", StringComparison.Ordinal));
        Result port = host.Reconciler("apply documents.yaml --owner other");
        Assert.Equal(1, port.ExitCode);
        Assert.Contains("RC2031: ", port.Errors, StringComparison.Ordinal);
        Assert.Contains("'default'", port.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.SettledState());
        Assert.Equal(0, host.Reconciler("destroy --owner other").ExitCode);
        Assert.Equal(before, host.SettledState());
    }
}
