using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Resources.Nft;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>What others do to our table shows, is made good, and can be restored when that has to be undone.</summary>
public class TamperingTests
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, fd00:20::/64], bridge: {interface: br-web}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec: {container: web, network: web, addresses: [10.20.0.10, "fd00:20::10"], ports: ["8080:80", "7000-7009:7000-7009", {host: 5432, container: 5432, allowFrom: [192.0.2.0/24]}]}
        """;

    private const string Table = "inet reconciler-test";

    // The number by which nft knows a rule, found in the shell that runs the command.
    private static string HandleOf(string chain, string words) => $"$(nft -a list chain {Table} {chain} | sed -n '/{words}/s/.*# handle //p')";

    public static TheoryData<string> Restorable =>
    [
        $"insert rule {Table} judge counter",
        $"insert rule {Table} judge limit rate 10/second accept",
        $"insert rule {Table} judge log group 3",
        $"insert rule {Table} judge meta mark 7 accept",
        $"insert rule {Table} judge iifname \"br*\" accept",
        $"insert rule {Table} judge tcp dport 80-90 accept",
        $"insert rule {Table} judge ip saddr 10.1.2.3 ct state new accept",
        $"insert rule {Table} judge iifname . oifname != @allowed accept comment '\"by hand\"'",
        $"insert rule {Table} judge accept comment '\"by hand\"'",
        $"insert rule {Table} postrouting masquerade random",
        $"insert rule {Table} prerouting dnat ip to 10.9.9.9",
        $"insert rule {Table} prerouting ip protocol tcp redirect to :8080",
        $"flush chain {Table} judge",
        $"flush table {Table}",
        $"delete rule {Table} judge handle {HandleOf("judge", "ct state invalid")}",
        $"replace rule {Table} judge handle {HandleOf("judge", "ct state invalid")} ct state invalid accept",
        $"replace rule {Table} guard handle {HandleOf("guard", "@guarded-ip ")} accept",
        $"insert rule {Table} judge position {HandleOf("judge", "@allowed accept")} ct state new drop",
        $"flush set {Table} bridges",
        $"chain {Table} forward '{{ policy drop; }}'",
        $"add table {Table} '{{ flags dormant; }}'",
        $"add element {Table} published-ip '{{ tcp . 9090 : 10.20.0.66 . 80 }}'",
        $"add element {Table} published-ip '{{ * : 10.20.0.66 . 80 }}'",
        $"delete element {Table} published-ip '{{ tcp . 8080 }}'",
        $"delete element {Table} published-ranges-ip '{{ tcp . 7000-7009 }}'",
        $"add element {Table} published-ranges-ip '{{ udp . 7000-7005 : 10.20.0.66 }}'",
        $"delete element {Table} guarded-ip '{{ 0.0.0.0/0 . tcp . 5432 }}'",
        $"add element {Table} admitted-ip '{{ 198.51.100.0/24 . 0.0.0.0/0 . tcp . 5432 }}'",
        $"flush chain {Table} guard",
        $"add element {Table} bridges '{{ \"br-other\" comment \"by hand\" }}'",
        $"add element {Table} masqueraded-ip '{{ 10.99.0.3-10.99.0.9 }}'",
        $"add element {Table} masqueraded-ip '{{ 224.0.0.0/3 comment \"by hand\" }}'",
        $"add element {Table} hairpin-ip '{{ 10.98.0.1-10.98.0.6 . \"br-web\" }}'",
        $"add chain {Table} theirs '{{ type filter hook forward priority -5; policy drop; }}'",
        $"add set {Table} theirs '{{ type ipv4_addr; }}'",
        $"add map {Table} theirs '{{ type ifname : verdict; }}'",
    ];

    public static TheoryData<string> NotRestorable =>
    [
        $"insert rule {Table} judge tcp dport '{{ 22, 80 }}' accept",
        $"insert rule {Table} judge tcp dport vmap '{{ 22 : accept, 80 : drop }}'",
        $"add set {Table} theirs '{{ type ipv4_addr; flags timeout; timeout 1h; size 100; }}'",
        $"add set {Table} theirs '{{ type mark; }}'",
        $"delete table {Table}",
    ];

    [Theory]
    [MemberData(nameof(Restorable))]
    [MemberData(nameof(NotRestorable))]
    public void It_shows_in_the_plan_and_is_made_good(string command)
    {
        Resource[] wished = RulesetPlans.Compile(Documents);
        using PrivateRuleset ruleset = new();
        ruleset.Create(wished);
        string before = ruleset.List();
        ruleset.Shell("nft " + command);

        Plan plan = RulesetPlans.Plan(ruleset.Read(), wished);
        Assert.False(plan.IsEmpty);
        ruleset.Apply(plan.Steps, plan.Generations[0].Id);
        Assert.True(RulesetPlans.Plan(ruleset.Read(), wished).IsEmpty);
        Assert.Equal(Sorted(before), Sorted(ruleset.List()));
    }

    [Theory]
    [MemberData(nameof(Restorable))]
    public void It_is_restored_when_making_it_good_is_undone(string command)
    {
        using PrivateRuleset ruleset = new();
        ruleset.Create(RulesetPlans.Compile(Documents));
        ruleset.Shell("nft " + command);
        string tampered = ruleset.List();
        ObservedRuleset original = ruleset.Read();

        ruleset.Apply(RulesetPlans.Plan(original, RulesetPlans.Compile(Documents)).Steps);
        Assert.NotEqual(tampered, ruleset.List());
        ruleset.Apply(RulesetPlans.Restore(original, ruleset.Read()).Steps);
        Assert.Equal(Sorted(tampered), Sorted(ruleset.List()));
    }

    [Theory]
    [InlineData("ip", PrivateRuleset.TableName)]
    [InlineData("inet", "reconciler-other")]
    [InlineData("inet", "filter")]
    public void Other_tables_are_not_ours(string family, string name)
    {
        using PrivateRuleset ruleset = new();
        ruleset.Shell($"nft add table {family} {name}; nft add chain {family} {name} theirs; nft add rule {family} {name} theirs accept");
        Assert.Empty(ruleset.Read().Resources);
    }

    [Fact]
    public void A_table_for_bridges_is_ours_too()
    {
        using PrivateRuleset ruleset = new();
        ruleset.Shell($"nft add table bridge {PrivateRuleset.TableName}");
        Assert.Equal(PrivateRuleset.Table with { Family = NftFamily.Bridge }, ruleset.ReadOnly<NftTable>());
    }

    // Chains and elements that were made anew stand behind the others of their table; their order means nothing.
    private static IEnumerable<string> Sorted(string listing) =>
        listing.Split(["\n\t}\n", "elements = {", ",", "}\n"], StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);
}
