using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests.Inspecting;

/// <summary>What of a host is in the way of what documents let pass.</summary>
public class ObstacleTests
{
    private static readonly FilterRule Drop = new(null, null, AsksMore: false, FilterVerdict.Drop);
    private static readonly FilterRule Unreadable = new(null, null, AsksMore: true, FilterVerdict.Accept);
    private static readonly FilterRule AcceptTranslated = new(null, null, AsksMore: false, FilterVerdict.Accept) { OfTranslated = true };

    private static readonly DocumentSet Nat = Set([Network("web", "10.20.0.0/24")]);

    private static FilterRule From(string name, FilterVerdict verdict, string? chain = null) => new(name, null, AsksMore: false, verdict, chain);

    private static FilterRule To(string name, FilterVerdict verdict) => new(null, name, AsksMore: false, verdict);

    private static FilterRule Jump(string chain, FilterVerdict verdict = FilterVerdict.Jump) => new(null, null, AsksMore: false, verdict, chain);

    private static FilterChain Forward(bool drops, params FilterRule[] rules) => new("ip", "filter", "FORWARD", new("forward", 0, drops), rules.ToValueList());

    private static FilterChain Chain(string name, params FilterRule[] rules) => new("ip", "filter", name, null, rules.ToValueList());

    private static Obstacles Obstacles(DocumentSet documents, HostCondition condition, Snapshot? observed = null) =>
        new(Compiler.Compile(documents, "default", observed ?? Snapshot.Empty).Resources, observed ?? Snapshot.Empty, condition);

    private static bool MayDrop(DocumentSet documents, params FilterChain[] chains) =>
        Obstacles(documents, new() { Chains = chains.ToValueList() }).Filters.Any();

    private static HostCondition With(params string[] settings) => new()
    {
        Settings = settings.Select(s => new Sysctl(NamespaceId.Host, s.Split('=')[0], s.Split('=')[1])).ToValueList(),
    };

    private static Snapshot HostWith(params Resource[] resources) => new(resources.Select(r => new Observed(r, Ownership.Foreign)), [], []);

    private static Route Default(string link, uint metric) => new(NamespaceId.Host, IpPrefix.Default(IpFamily.IPv4), metric) { Link = link };

    public static TheoryData<string, bool, FilterChain[]> Filters => new()
    {
        { "a policy that accepts", false, [Forward(false)] },
        { "a policy that drops", true, [Forward(true)] },
        { "a last rule that drops", true, [Forward(false, Unreadable, Drop)] },
        { "rules that cannot be followed may accept, and may not", true, [Forward(true, Unreadable)] },
        { "only one direction", true, [Forward(true, From("br-web", FilterVerdict.Accept))] },
        { "both directions", false, [Forward(true, From("br-web", FilterVerdict.Accept), To("br-web", FilterVerdict.Accept))] },
        { "another bridge", true, [Forward(true, From("br-api", FilterVerdict.Accept), To("br-api", FilterVerdict.Accept))] },
        { "all bridges of a beginning", false, [Forward(true, From("br-*", FilterVerdict.Accept), To("br-*", FilterVerdict.Accept))] },
        { "after the drop", true, [Forward(true, Drop, From("br-web", FilterVerdict.Accept), To("br-web", FilterVerdict.Accept))] },
        { "in a chain that is jumped to", false, [Forward(true, Jump("USER")), Chain("USER", From("br-web", FilterVerdict.Accept), To("br-web", FilterVerdict.Accept))] },
        { "a chain that returns", true, [Forward(true, Jump("USER")), Chain("USER", new FilterRule(null, null, false, FilterVerdict.Return), From("br-web", FilterVerdict.Accept), To("br-web", FilterVerdict.Accept))] },
        { "a goto does not come back", true, [Forward(true, Jump("USER", FilterVerdict.Goto), From("br-web", FilterVerdict.Accept), To("br-web", FilterVerdict.Accept)), Chain("USER")] },
        { "what is translated, and a zone", false, [Forward(false, AcceptTranslated, From("br-web", FilterVerdict.Goto, "trusted"), Drop), Chain("trusted", new FilterRule(null, null, false, FilterVerdict.Accept))] },
        { "a chain that calls itself ends", true, [Forward(true, Jump("A")), Chain("A", Jump("A"))] },
        { "a chain that does not exist", true, [Forward(true, Jump("NONE"))] },
        { "another family", false, [Forward(true) with { Family = "ip6" }] },
        { "both families", true, [Forward(true) with { Family = "inet" }] },
        { "before routing only what containers send is known", false, [Forward(true, From("br-web", FilterVerdict.Accept)) with { Base = new("prerouting", -300, true) }] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_is_named_where_nothing_that_can_be_followed_accepts(string what, bool mayDrop, FilterChain[] chains) =>
        Assert.True(MayDrop(Nat, chains) == mayDrop, what);

    [Fact]
    public void What_is_routed_is_not_translated() =>
        Assert.True(MayDrop(
            Set([Network("web", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.20.0.0/24")], Uplink = UplinkSpec.Of(Uplink.Routed) })]),
            Forward(false, AcceptTranslated, From("br-web", FilterVerdict.Accept), Drop)));

    [Fact]
    public void A_network_of_which_nothing_is_forwarded_is_in_nobodys_way() =>
        Assert.Empty(Obstacles(
            Set([Network("web", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.20.0.0/24")], Uplink = UplinkSpec.Of(Uplink.None) })]),
            new() { Chains = [Forward(true)] }).Concerning);

    [Fact]
    public void A_filter_is_named_with_its_reason_and_the_command_that_lets_pass()
    {
        Diagnostic finding = Assert.Single(Obstacles(Nat, With("net.bridge.bridge-nf-call-iptables=1") with { Chains = [Forward(true, Jump("DOCKER-USER")), Chain("DOCKER-USER")] }).Concerning);
        Assert.Equal((Severity.Warning, "RC2034", new SourceLocation("web.yaml", 1, 1)), (finding.Severity, finding.Code, finding.At));
        Assert.Equal("'ip filter FORWARD' may drop what is forwarded from and to br-web, and what stays within a bridge (policy drop, hook forward, priority 0)", finding.Message);
        Assert.EndsWith(": nft insert rule ip filter DOCKER-USER iifname br-web accept && nft insert rule ip filter DOCKER-USER oifname br-web accept", finding.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("firewalld", "filter_FORWARD", "firewall-cmd --permanent --zone=trusted --add-interface=br-web && firewall-cmd --reload")]
    [InlineData("filter", "ufw-user-forward", "ufw route allow in on br-web && ufw route allow out on br-web")]
    [InlineData("t", "c", "nft insert rule ip t FORWARD iifname br-web accept && nft insert rule ip t FORWARD oifname br-web accept")]
    public void Each_firewall_is_asked_in_its_own_way(string table, string beside, string remedy)
    {
        Diagnostic finding = Assert.Single(Obstacles(Nat, new() { Chains = [Forward(true) with { Table = table }, Chain(beside) with { Table = table }] }).Filters);
        Assert.EndsWith(": " + remedy, finding.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_without_networks_is_examined_in_general()
    {
        Diagnostic finding = Assert.Single(Obstacles(DocumentSet.Empty, new() { Chains = [Forward(false, Drop)] }).Filters);
        Assert.Equal("'ip filter FORWARD' may drop what is forwarded (a rule that drops all, hook forward, priority 0)", finding.Message);
        Assert.Empty(Obstacles(DocumentSet.Empty, new() { Chains = [Forward(false, Drop)] }).Concerning);
    }

    [Theory]
    [InlineData("net.ipv4.ip_forward=1 net.ipv4.conf.eth0.forwarding=1 net.ipv4.conf.default.forwarding=1")]
    [InlineData("net.ipv4.ip_forward=0 net.ipv4.conf.eth0.forwarding=0 net.ipv4.conf.default.forwarding=0")]
    [InlineData("net.ipv4.ip_forward=1 net.ipv4.conf.eth0.forwarding=0 net.ipv4.conf.default.forwarding=1", "what arrives by eth0 is not forwarded: net.ipv4.conf.eth0.forwarding = 0, though the host forwards")]
    [InlineData("net.ipv4.ip_forward=1 net.ipv4.conf.default.forwarding=0 net.ipv4.conf.eth0.forwarding=1", "what containers on br-web send is not forwarded: net.ipv4.conf.default.forwarding = 0, though the host forwards")]
    [InlineData("net.ipv4.ip_forward=1 net.ipv4.conf.default.forwarding=1 net.ipv4.conf.eth0.forwarding=1 net.ipv4.conf.br-web.forwarding=0", "what containers on br-web send is not forwarded: net.ipv4.conf.br-web.forwarding = 0, though the host forwards")]
    public void An_interface_that_does_not_forward_is_named(string settings, params string[] findings) =>
        Assert.Equal(findings, Obstacles(Nat, With(settings.Split(' ')), HostWith(Default("eth0", 0))).Concerning.Select(d => d.Message));

    [Theory]
    [InlineData("net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth1.rp_filter=0", null)]
    [InlineData("net.ipv4.conf.all.rp_filter=2 net.ipv4.conf.eth1.rp_filter=1", null)]
    [InlineData("net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth0.rp_filter=1", null)]
    [InlineData("net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth1.rp_filter=1", "net.ipv4.conf.eth1.rp_filter")]
    [InlineData("net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.eth1.rp_filter=0", "net.ipv4.conf.all.rp_filter")]
    public void A_strict_filter_is_named_on_the_way_that_is_not_taken_back(string settings, string? key)
    {
        Diagnostic[] found = [.. Obstacles(Nat, With(settings.Split(' ')), HostWith(Default("eth0", 0), Default("eth1", 100))).Paths];
        Assert.Equal(key is null ? [] : [$"what arrives by eth1 is dropped where the route back leads to eth0: {key} = 1 (strict reverse-path filter)"], found.Select(d => d.Message));
        Assert.Empty(Obstacles(Nat, With(settings.Split(' ')), HostWith(Default("eth1", 100))).Paths);
    }

    [Theory]
    [InlineData(InterContainerTraffic.Deny, "1", true)]
    [InlineData(InterContainerTraffic.Deny, "0", false)]
    [InlineData(InterContainerTraffic.Allow, "1", false)]
    public void Isolated_containers_do_not_reach_published_ports_within_a_bridge(InterContainerTraffic traffic, string value, bool isFound)
    {
        DocumentSet documents = Set(
            [Network("web", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.20.0.0/24")], InterContainerTraffic = traffic })],
            [Attachment("web-1", "web", more: s => s with { Ports = [new PortSpec { Host = new(80), Container = new(80) }] })]);
        Assert.Equal(isFound ? ["RC2037"] : [], Obstacles(documents, With($"net.bridge.bridge-nf-call-iptables={value}")).Concerning.Select(d => d.Code));
    }

    [Theory]
    [InlineData("net.ipv6.conf.default.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6")]
    [InlineData("net.ipv6.conf.default.disable_ipv6=0 net.ipv6.conf.br-web.disable_ipv6=1", "net.ipv6.conf.br-web.disable_ipv6")]
    [InlineData("net.ipv6.conf.default.disable_ipv6=1 net.ipv6.conf.br-web.disable_ipv6=0", null)]
    public void A_bridge_that_cannot_have_its_address_is_an_error(string settings, string? key)
    {
        Diagnostic[] found = [.. Obstacles(Set([Network("web", "fd00:20::/64")]), With(settings.Split(' '))).Concerning];
        Assert.Equal(key is null ? [] : [$"br-web cannot have an IPv6 address: {key} = 1"], found.Select(d => d.Message));
        Assert.All(found, d => Assert.Equal((Severity.Error, "RC2038"), (d.Severity, d.Code)));
        Assert.Empty(Obstacles(Nat, With(settings.Split(' '))).Concerning);
    }

    [Theory]
    [InlineData("79", false)]
    [InlineData("80", true)]
    [InlineData("100", true)]
    public void A_table_of_connections_that_is_nearly_full_is_told(string count, bool isTold)
    {
        Obstacles obstacles = Obstacles(Nat, With($"net.netfilter.nf_conntrack_count={count}", "net.netfilter.nf_conntrack_max=100"));
        Assert.Equal(isTold ? ["RC2039"] : [], obstacles.Concerning.Select(d => d.Code));
        Assert.Equal($"{count} of 100 are tracked", obstacles.ConnectionsNow);
    }
}
