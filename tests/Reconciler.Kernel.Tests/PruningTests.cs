using Reconciler.Core.Planning;

namespace Reconciler.Kernel.Tests;

/// <summary><c>--no-prune</c>: what is no longer wanted stays, and works on.</summary>
public sealed class PruningTests : IDisposable
{
    private static readonly string Web = string.Join("---\n", TestNetworks.Two.Split("---\n").Where(d => !d.Contains("db", StringComparison.Ordinal)));
    private readonly TestHost host = new();

    public void Dispose() => host.Dispose();

    private void Keep() => host.Choices = PlanChoices.Default with { Prunes = false };

    [Fact]
    public void Nothing_of_it_is_touched_and_the_plan_says_how_much_it_is()
    {
        host.Apply(TestNetworks.Two);
        string before = host.State();
        Keep();
        Plan plan = host.Plan(Web);
        Assert.True(plan.IsEmpty, string.Join('\n', plan.Changes));
        Assert.True(plan.Left > 5, $"{plan.Left} left");
        host.Apply(Web);
        Assert.Equal(before, host.State());
        host.Choices = PlanChoices.Default;
        Assert.Equal(plan.Left, host.Plan(Web).Summary.Delete);
        host.Apply(Web);
        Assert.DoesNotContain("br-db", host.State(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_on_something_that_is_replaced_comes_again_with_it()
    {
        host.Apply(TestNetworks.Two);
        Keep();
        // The pair of the attachment that is still wanted is made anew; the ports of those that are not stay open.
        host.Sh("ip link del veth-web-2 || ip link del $(ip -br link show master br-web | head -n 1 | cut -d@ -f1)");
        host.Apply(Web);
        Assert.Contains("5432", host.Sh("nft list ruleset"), StringComparison.Ordinal);
        Assert.Contains("10.30.0.10", host.Sh("inside db ip -4 addr"), StringComparison.Ordinal);
        Assert.True(host.Plan(Web).IsEmpty);
    }

    [Fact]
    public void Nothing_is_left_where_everything_is_wanted()
    {
        Keep();
        host.Apply(TestNetworks.Two);
        Assert.Equal(0, host.Plan(TestNetworks.Two).Left);
    }
}
