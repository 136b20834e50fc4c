using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>Whole rulesets, as documents come to them.</summary>
public class CompiledRulesetTests
{
    private const string Everything = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: front}
        spec: {mode: bridge, subnets: [10.20.0.0/24, fd00:20::/64]}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: back}
        spec: {mode: bridge, subnets: [10.21.0.0/24], uplink: none, reachableFrom: [front]}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: open}
        spec: {mode: bridge, subnets: [10.22.0.0/23, fd00:22::/64], uplink: routed}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec:
          container: web
          network: front
          addresses: [10.20.0.10, "fd00:20::10"]
          ports: ["8080:80", "192.0.2.1:8443:443", "5353:53/udp", {host: 9000, container: 9000, address: "2001:db8::1"}]
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: api}
        spec: {container: api, network: open, addresses: [10.22.0.10, "fd00:22::10"], ports: ["443:443"]}
        """;

    private const string Less = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: front}
        spec: {mode: bridge, subnets: [10.20.0.0/24, fd00:20::/64], uplink: none}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec: {container: web, network: front, addresses: [10.20.0.11, "fd00:20::11"], ports: ["8080:81", "5353:53/udp"]}
        """;

    [Theory]
    [InlineData(Everything)]
    [InlineData(Less)]
    public void A_compiled_ruleset_is_read_back_as_it_was_wished(string documents)
    {
        Resource[] wished = RulesetPlans.Compile(documents);
        using PrivateRuleset ruleset = new();
        ruleset.Create(wished);
        Assert.Equal(wished.OrderBy(r => r.Id), ruleset.Read().Resources.OrderBy(r => r.Id));
        Assert.True(RulesetPlans.Plan(ruleset.Read(), wished).IsEmpty);
    }

    [Theory]
    [InlineData(Everything)]
    [InlineData(Less)]
    public void It_lists_as_what_the_printed_commands_make(string documents)
    {
        IReadOnlyList<Step> steps = PrivateRuleset.Creation(RulesetPlans.Compile(documents));
        using PrivateRuleset ours = new(), typed = new();
        ours.Apply(steps);
        typed.RunCommandsOf(steps);
        Assert.Equal(typed.List(), ours.List());
    }

    [Theory]
    [InlineData(Everything, Less)]
    [InlineData(Less, Everything)]
    public void From_one_ruleset_to_another_our_steps_and_their_printed_commands_lead_to_the_same(string from, string to)
    {
        Resource[] wished = RulesetPlans.Compile(to);
        using PrivateRuleset ours = new(), typed = new();
        ours.Create(RulesetPlans.Compile(from));
        typed.Create(RulesetPlans.Compile(from));
        Plan plan = RulesetPlans.Plan(ours.Read(), wished);
        ours.Apply(plan.Steps, plan.Generation);
        typed.RunCommandsOf(plan.Steps);
        Assert.Equal(typed.List(), ours.List());
        Assert.True(RulesetPlans.Plan(ours.Read(), wished).IsEmpty);
    }

    [Fact]
    public void One_more_published_port_is_one_more_element()
    {
        using PrivateRuleset ruleset = new();
        ruleset.Create(RulesetPlans.Compile(Less));
        string more = Less.Replace("\"8080:81\"", "\"8080:81\", \"81:81\"", StringComparison.Ordinal);
        Plan plan = RulesetPlans.Plan(ruleset.Read(), RulesetPlans.Compile(more));
        Assert.All(plan.Changes, c => Assert.IsType<NftElement>(Assert.IsType<Change.Create>(c.Change).Desired));
        Assert.Equal(2, plan.Steps.Count); // one per family
        ruleset.Apply(plan.Steps);
        Assert.Contains("tcp . 81 : 10.20.0.11 . 81", ruleset.List(), StringComparison.Ordinal);
    }
}
