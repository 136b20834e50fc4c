namespace Reconciler.Kernel.Tests;

/// <summary>What an apply does to the kernel, seen by its messages and by other programs.</summary>
public sealed class ReconciliationTests : IDisposable
{
    private readonly TestHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public void Applying_twice_sends_no_message_that_modifies_anything()
    {
        Assert.Equal(OutcomeKind.Applied, host.Apply(TestNetworks.Two).Kind);
        Assert.NotEmpty(host.Modifications);
        host.Modifications.Clear();
        string before = host.State();
        Assert.Equal(OutcomeKind.Unchanged, host.Apply(TestNetworks.Two).Kind);
        Assert.Empty(host.Modifications);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void One_more_port_is_one_element_for_each_family()
    {
        host.Apply(TestNetworks.Two);
        host.Modifications.Clear();
        host.Apply(TestNetworks.Two.Replace("\"8080:80\"", "\"8080:80\", \"8081:80\"", StringComparison.Ordinal));
        Assert.Equal(["BatchBegin", "NewElements", "NewElements", "BatchEnd"], host.Modifications.Select(m => m.Split(' ')[2]));
    }

    [Fact]
    public void Another_port_is_one_element_for_each_family_and_nothing_else_is_made_anew()
    {
        // With the numbers that the kernel gives to what is made.
        const string List = "nft -a list table inet reconciler-default";
        host.Apply(TestNetworks.Two);
        string[] before = host.Sh(List).Split('\n');
        host.Modifications.Clear();
        host.Apply(TestNetworks.Two.Replace("8080:80", "8081:80", StringComparison.Ordinal));
        Assert.Equal(
            ["BatchBegin", "DeleteElements", "DeleteElements", "NewElements", "NewElements", "BatchEnd"], host.Modifications.Select(m => m.Split(' ')[2]));
        string[] after = host.Sh(List).Split('\n');
        Assert.Equal(before.Where(l => !l.Contains("8080", StringComparison.Ordinal)), after.Where(l => !l.Contains("8081", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_network_that_loses_its_last_container_keeps_its_mtu()
    {
        string[] documents = TestNetworks.Two.Split("---\n");
        host.Apply(TestNetworks.Two);
        host.Apply(string.Join("---\n", documents[..2]));
        Assert.Contains("\"mtu\":1400", host.Sh("ip -j link show br-web"), StringComparison.Ordinal);
        Assert.True(host.Plan(string.Join("---\n", documents[..2])).IsEmpty);
    }

    [Fact]
    public void What_others_have_survives_apply_and_destroy()
    {
        host.Sh(TestNetworks.Foreign);
        string before = host.State();
        host.Apply(TestNetworks.Two);
        Assert.NotEqual(before, host.State());
        host.Destroy();
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void Two_owners_share_a_host()
    {
        const string Right = """
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: right}
            spec: {mode: bridge, subnets: [10.40.0.0/24, "fd00:40::/64"]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: right}
            spec: {container: right, network: right, ports: ["9090:80"]}
            """;
        host.Sh(TestNetworks.Foreign);
        host.Apply(Right, "right");
        string before = host.State();
        host.Apply(TestNetworks.Two, "left");
        host.Destroy("left");
        Assert.Equal(before, host.State());
        Assert.True(host.Plan(Right, "right").IsEmpty);
    }

    [Fact]
    public void A_ruleset_that_moves_between_plan_and_apply_is_planned_again()
    {
        host.Apply(TestNetworks.Two);
        bool moved = false;
        Outcome outcome = host.Disturbed(
            TestNetworks.Two.Replace("mode: bridge, subnets: [10.30.0.0/24], reachableFrom: [web]", "mode: bridge, subnets: [10.31.0.0/24]", StringComparison.Ordinal)
                .Replace("10.30.0.10", "10.31.0.10", StringComparison.Ordinal),
            _ =>
            {
                if (!moved)
                    host.Sh("nft add table inet somebody");
                moved = true;
            });
        Assert.Equal(OutcomeKind.Applied, outcome.Kind);
        Assert.Contains("table inet somebody", host.State(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_plan_is_not_made_again_but_undone()
    {
        string before = host.State();
        host.PlansAgain = false;
        bool moved = false;
        Outcome outcome = host.Disturbed(TestNetworks.Two, _ =>
        {
            if (!moved)
                host.Sh("nft add table inet somebody; nft delete table inet somebody");
            moved = true;
        });
        Assert.Equal(OutcomeKind.Undone, outcome.Kind);
        Assert.Contains(outcome.Diagnostics, d => d.Code == "RC3011");
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void What_others_undo_again_and_again_is_found_out_and_undone()
    {
        string before = host.State();
        int last = host.Plan(TestNetworks.Two).Steps.Count;
        Outcome outcome = host.Disturbed(TestNetworks.Two, step =>
        {
            if (step >= last && step < last + 3)
                host.Sh("ip link set br-db mtu 1200");
        });
        Assert.Equal(OutcomeKind.Undone, outcome.Kind);
        Assert.Contains(outcome.Diagnostics, d => d.Code == "RC3002" && d.Message.Contains("mtu is 1200 instead of 1500", StringComparison.Ordinal));
        Assert.Equal(before, host.State());
    }

    /// <summary>What others may do to objects that were just made, or are about to be, and what it comes to.</summary>
    public static TheoryData<string, string> Races { get; } = new()
    {
        { "link/host/br-db", "ip link set br-db mtu 1200" },
        { "link/host/br-db", "ip link del br-db" },
        { "address/host/br-db", "ip addr del 10.30.0.1/24 dev br-db" },
        { "address/host/br-db", "ip link del $(ip -br link show master br-web | head -n 1 | cut -d@ -f1)" },
        { "namespace/host/db", "umount $NETNS/db; rm $NETNS/db" },
        { "namespace/host/db", "umount $NETNS/db; touch $NETNS/db; unshare --net=$NETNS/db true" },
        { "link/host/br-web", "nft flush ruleset" },
        { "nft-table/host/inet reconciler-default", "nft delete table inet reconciler-default" },
    };

    [Theory]
    [MemberData(nameof(Races))]
    public void What_others_do_to_it_meanwhile_is_made_good_in_the_same_run(string after, string command)
    {
        host.Sh(TestNetworks.Foreign);
        bool done = false;
        Outcome outcome = host.Raced(TestNetworks.Two, step =>
        {
            if (done || !step.Change.Id.ToString().StartsWith(after, StringComparison.Ordinal))
                return;
            done = true;
            host.Sh(command);
        });
        Assert.True(done, $"no step of {after}");
        Assert.True(outcome.Kind == OutcomeKind.Applied, string.Join('\n', outcome.Diagnostics));
        Assert.True(host.Plan(TestNetworks.Two).IsEmpty);
    }

    [Theory]
    [InlineData("ip link add br-db type bridge")]
    [InlineData("ip link add br-db mtu 1200 type veth peer name other")]
    public void What_others_take_meanwhile_is_theirs(string command)
    {
        host.Sh(TestNetworks.Foreign);
        bool done = false;
        string? theirs = null;
        Outcome outcome = host.Raced(TestNetworks.Two, step =>
        {
            if (done || step.Change.Id.Kind == "link")
                return;
            done = true;
            host.Sh(command);
            theirs = host.Sh("ip -d link show br-db");
        });
        Assert.True(outcome.Kind == OutcomeKind.Undone, string.Join('\n', outcome.Diagnostics) + string.Join('\n', outcome.Remaining));
        Assert.Contains(outcome.Diagnostics, d => d.Code == "RC2001" && d.Message.Contains("br-db", StringComparison.Ordinal));
        Assert.Equal(theirs, host.Sh("ip -d link show br-db"));
    }

    [Fact]
    public void A_run_that_is_cancelled_after_any_batch_is_undone()
    {
        host.Sh(TestNetworks.Foreign);
        string before = host.State();
        int steps = host.Plan(TestNetworks.Two).Steps.Count;
        int cancelled = 0;
        for (int last = 1; last <= steps; last += 7)
        {
            Outcome outcome = host.Cancelled(TestNetworks.Two, last);
            cancelled += outcome.Kind == OutcomeKind.Undone ? 1 : 0;
            if (outcome.Kind == OutcomeKind.Applied)
                host.Destroy();
            else
                Assert.Equal(OutcomeKind.Undone, outcome.Kind);
            Assert.Equal(before, host.State());
        }
        Assert.True(cancelled > 3, $"only {cancelled} runs were cancelled");
    }
}
