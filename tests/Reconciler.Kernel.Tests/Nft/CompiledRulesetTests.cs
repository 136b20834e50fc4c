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
          ports:
            - "8080:80"
            - "192.0.2.1:8443:443"
            - "5353:53/udp"
            - "7000-7999:7000-7999"
            - "192.0.2.1:7000-7009:7000-7009/udp"
            - "[2001:db8::1]:7000-7009:7000-7009/sctp"
            - {host: 9000, container: 9000, address: "2001:db8::1", allowFrom: ["2001:db8:1::/48", "2001:db8:2::7/128"]}
            - {host: 5432-5439, container: 5432-5439, allowFrom: [192.0.2.0/25, 192.0.2.128/25, "::/0"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: api}
        spec: {container: api, network: open, addresses: [10.22.0.10, "fd00:22::10"], ports: ["443:443", "8444:443", {host: 81-83, container: 80-82, allowFrom: [198.51.100.0/24]}]}
        ---
        apiVersion: reconciler/v1
        kind: FirewallPolicy
        metadata: {name: web}
        spec:
          appliesTo: {network: front}
          ingress:
            - {from: [{network: open}, {cidr: 192.0.2.0/24, except: [192.0.2.7/32]}], ports: [tcp/80, tcp/8000-8999, icmp]}
            - {from: [{cidr: "2001:db8::/32"}]}
          egress:
            - {ports: [udp/53]}
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
        spec: {container: web, network: front, addresses: [10.20.0.11, "fd00:20::11"], ports: ["8080:81", "5353:53/udp", "7500-8049:7500-8049", {host: 5435-5440, container: 5435-5440, allowFrom: [192.0.2.0/24]}]}
        """;

    /// <summary>Rulesets of hosts, and of a container that policies close.</summary>
    public static TheoryData<string, string?> Rulesets => new() { { Everything, null }, { Less, null }, { Everything, "web" } };

    private static Resource[] Compile(string documents, string? container) =>
        container is null ? RulesetPlans.Compile(documents) : RulesetPlans.CompileFor(container, documents);

    // nft of Debian 12 has no word for the target of a neighbour advertisement.
    private static bool CanBeTyped(Resource resource) => !resource.Id.Name.StartsWith("bridge ", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Rulesets))]
    public void A_compiled_ruleset_is_read_back_as_it_was_wished(string documents, string? container)
    {
        Resource[] wished = Compile(documents, container);
        using PrivateRuleset ruleset = new();
        ruleset.Create(wished);
        Assert.Equal(wished.OrderBy(r => r.Id), ruleset.Read().Resources.OrderBy(r => r.Id));
        Assert.True(RulesetPlans.Plan(ruleset.Read(), wished).IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Rulesets))]
    public void It_lists_as_what_the_printed_commands_make(string documents, string? container)
    {
        IReadOnlyList<Step> steps = PrivateRuleset.Creation(Compile(documents, container).Where(CanBeTyped));
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
        Resource[] wished = [.. RulesetPlans.Compile(to).Where(CanBeTyped)];
        using PrivateRuleset ours = new(), typed = new();
        ours.Create(RulesetPlans.Compile(from).Where(CanBeTyped));
        typed.Create(RulesetPlans.Compile(from).Where(CanBeTyped));
        Plan plan = RulesetPlans.Plan(ours.Read(), wished);
        ours.Apply(plan.Steps, plan.Generations[0].Id);
        typed.RunCommandsOf(plan.Steps);
        Assert.Equal(typed.List(), ours.List());
        Assert.True(RulesetPlans.Plan(ours.Read(), wished).IsEmpty);
    }

    [Fact]
    public void A_range_onto_the_same_ports_is_one_element_and_onto_others_one_for_each_port()
    {
        string[] Elements(string port) => [.. RulesetPlans.Compile(Less.Replace("5353:53/udp", port, StringComparison.Ordinal))
            .OfType<NftElement>().Where(e => e.Set.StartsWith("published-", StringComparison.Ordinal) && e.Set.EndsWith("-ip", StringComparison.Ordinal) && e.Id.Name.Contains("sctp", StringComparison.Ordinal)).Select(e => e.Id.Name)];
        Assert.Equal(["inet reconciler-test published-ranges-ip { sctp . 1-65535 }"], Elements("1-65535:1-65535/sctp"));
        Assert.Equal(1000, Elements("9000-9999:8000-8999/sctp").Length);
    }

    [Fact]
    public void A_thousand_attachments_and_ports_have_as_many_rules_as_one()
    {
        static string Rules(int count)
        {
            using PrivateRuleset ruleset = new();
            ruleset.Create(RulesetPlans.Compile(Many(count)));
            Assert.Equal(3 * count, ruleset.Read().Resources.OfType<NftElement>().Count(e => e.Set is "published-ip" or "published-ranges-ip" or "guarded-ip"));
            string listing = ruleset.List(); // chains stand behind the sets
            return listing[listing.IndexOf("\tchain ", StringComparison.Ordinal)..];
        }
        Assert.Equal(Rules(1), Rules(1000));
    }

    private static string Many(int count) => """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/16], bridge: {interface: br-web}}

        """ + string.Concat(Enumerable.Range(0, count).Select(i => $$"""
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: c{{i}}}
        spec:
          container: c{{i}}
          network: web
          ports: [{host: {{1000 + i}}, container: 80, allowFrom: [192.0.2.0/24]}, "{{10000 + 10 * i}}-{{10009 + 10 * i}}:{{10000 + 10 * i}}-{{10009 + 10 * i}}"]

        """));

    [Fact]
    public void One_more_subnet_that_is_let_in_is_one_more_element()
    {
        using PrivateRuleset ruleset = new();
        ruleset.Create(RulesetPlans.Compile(Everything));
        string more = Everything.Replace("192.0.2.128/25", "192.0.2.128/25, 203.0.113.0/24", StringComparison.Ordinal);
        Plan plan = RulesetPlans.Plan(ruleset.Read(), RulesetPlans.Compile(more));
        Assert.Equal("inet reconciler-test admitted-ip { 203.0.113.0/24 . 0.0.0.0/0 . tcp . 5432-5439 }", Assert.Single(plan.Steps).Change.Id.Name);
        ruleset.Apply(plan.Steps);
        Assert.True(RulesetPlans.Plan(ruleset.Read(), RulesetPlans.Compile(more)).IsEmpty);
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
