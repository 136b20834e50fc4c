using System.Diagnostics;

namespace Reconciler.Kernel.Tests.Rehearsing;

/// <summary>Who decided about a question is found out, whoever's rules and routes they are.</summary>
public sealed class DecisionTests : IDisposable
{
    private readonly ThreeMachines machines = new();

    public void Dispose()
    {
        foreach (string machine in (string[])["a", "r", "b"])
            Assert.DoesNotContain("reconciler", machines.Sh(machine, "nft list ruleset"), StringComparison.Ordinal);
        machines.Dispose();
    }

    [Theory]
    [InlineData("r", "nft 'add table ip filter; add chain ip filter fw { type filter hook forward priority 0; }; add rule ip filter fw tcp dport { 5, 7-9 } counter log reject comment \"no\"'",
        "dropped on r in 'ip filter' fw by 'meta l4proto tcp th dport { 5, 7-9 } counter log reject comment \"no\"'")]
    [InlineData("r", "nft 'add table inet f; add chain inet f fw { type filter hook forward priority -400; policy drop; }'", "dropped on r in 'inet f' fw by its policy")]
    [InlineData("r", "nft 'add table inet f; add chain inet f pre { type filter hook prerouting priority -500; }; add rule inet f pre tcp dport vmap { 4 : accept, 5 : drop }'",
        "dropped on r in 'inet f' pre by 'meta l4proto tcp @th,16,16 vmap { 4 : accept, 5 : drop }'")]
    [InlineData("r", "nft 'add table ip nat; add chain ip nat pre { type nat hook prerouting priority -100; }; add rule ip nat pre tcp dport 5 dnat to 10.1.0.9'; ip route add blackhole 10.1.0.9",
        "r sends nothing to 10.1.0.9: its route is 'blackhole 10.1.0.9/32'")]
    [InlineData("b", "nft 'add table inet f; add chain inet f in { type filter hook input priority 0; }; add chain inet f late; add rule inet f in goto late; add rule inet f late drop'",
        "dropped in b in 'inet f' late by 'drop'")]
    [InlineData("b", "nft 'add table inet f; add chain inet f out { type filter hook output priority 0; }; add rule inet f out tcp sport 5 drop'",
        "the answer is dropped in b in 'inet f' out by 'meta l4proto tcp th sport 5 drop'")]
    [InlineData("a", "nft 'add table inet f; add chain inet f out { type filter hook output priority 0; }; add rule inet f out meta mark 0 oif eth0 drop'",
        "dropped in a in 'inet f' out by 'meta mark 0x00000000 oif 0x02000000 drop'")]
    [InlineData("a", "ip route del default", "a has no route to 10.1.0.2")]
    [InlineData("a", "ip route add prohibit 10.1.0.0/16", "a sends nothing to 10.1.0.2: its route is 'prohibit 10.1.0.0/16'")]
    [InlineData("b", "ip route del default", "b has no route back to 10.0.0.2")]
    [InlineData("r", "ip addr del 10.1.0.1/24 dev to-b", "r has no route to 10.1.0.2")]
    [InlineData("r", "sysctl -qw net.ipv4.ip_forward=0", "r sends nothing to 10.1.0.2: it does not forward there (ip_forward)")]
    [InlineData("b", "ip link set eth0 arp off", "the neighbour 10.1.0.2 does not answer r (ARP)")]
    public void Who_keeps_it_back_is_named(string machine, string commands, string decision)
    {
        machines.Sh(machine, commands);
        Assert.Equal(decision, machines.Trace("tcp/5", isReached: false)?.ToString());
    }

    [Theory]
    [InlineData("a", "ip route del default", "a has no route to 10.1.0.2")]
    [InlineData("a", "ip route add prohibit 10.1.0.0/16", "a sends nothing to 10.1.0.2: its route is 'prohibit 10.1.0.0/16'")]
    [InlineData("a", "ip addr add 10.1.0.2/32 dev lo", "a took it for its own, having the address 10.1.0.2")]
    [InlineData("b", "ip route del default", "b has no route back to 10.0.0.2")]
    [InlineData("b", "ip route add blackhole 10.0.0.0/16", "b sends nothing back to 10.0.0.2: its route is 'blackhole 10.0.0.0/16'")]
    [InlineData("b", "ip addr add 10.0.0.2/32 dev lo", "b took the answer for its own, having the address 10.0.0.2")]
    [InlineData("r", "ip addr del 10.1.0.1/24 dev to-b", "r has no route to 10.1.0.2")]
    [InlineData("r", "ip addr add 10.1.0.2/32 dev lo", "r took it for its own, having the address 10.1.0.2")]
    [InlineData("r", "sysctl -qw net.ipv4.ip_forward=0", "r sends nothing to 10.1.0.2: it does not forward there (ip_forward)")]
    [InlineData("r", "ip link set to-a address 02:00:00:00:00:01", null)]
    [InlineData("r", "ip link set to-a arp off", "the neighbour 10.0.0.1 does not answer a (ARP)")]
    [InlineData("b", "ip link set eth0 arp off", "the neighbour 10.1.0.2 does not answer r (ARP)")]
    [InlineData("r", "nft 'add table inet f; add chain inet f fw { type filter hook forward priority -400; policy drop; }'", null)]
    public void What_keeps_it_back_is_read_as_far_as_it_is_no_rule(string machine, string commands, string? decision)
    {
        machines.Sh(machine, commands);
        uint[] before = Generations();
        Assert.Equal(decision, machines.Read("tcp/5", isReached: false)?.ToString());
        Assert.Equal(before, Generations());
    }

    [Fact]
    public void A_router_that_expects_it_from_elsewhere_is_read()
    {
        machines.Sh("r", "ip link set to-a address 02:00:00:00:00:01; sysctl -qw net.ipv4.conf.to-a.rp_filter=1; ip route add 10.0.0.2 dev to-b");
        machines.Sh("a", "ip neigh replace 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent");
        Assert.Equal("r sends nothing to 10.1.0.2: it expects no such source by that interface (rp_filter)", machines.Read("tcp/5", isReached: false)?.ToString());
    }

    [Theory]
    [InlineData("ip route del default", "10.1.0.1", "a has no route to 10.1.0.1")]
    [InlineData("true", "10.1.0.1", null)]
    [InlineData("true", "10.0.0.1", null)]
    public void The_way_to_the_host_itself_is_read(string commands, string address, string? decision)
    {
        machines.Sh("a", commands);
        Assert.Equal(decision, machines.Read("tcp/5", isReached: false, address)?.ToString());
    }

    [Fact]
    public void Who_lets_it_pass_cannot_be_read() => Assert.Null(machines.Read("tcp/5", isReached: true));

    [Fact]
    public void Where_others_ask_the_same_only_our_own_question_counts()
    {
        machines.Sh("a", "ip addr add 10.0.0.8/24 dev eth0");
        machines.Sh("r", "nft 'add table inet f; add chain inet f fw { type filter hook forward priority 0; }; add rule inet f fw ip saddr 10.0.0.8 drop; add rule inet f fw ip saddr 10.0.0.2 drop'");
        using Process others = machines.Start("a", "while true; do socat -u OPEN:/dev/null TCP4:10.1.0.2:5,bind=10.0.0.8,connect-timeout=0.05; done 2>/dev/null");
        try
        {
            Assert.Equal("dropped on r in 'inet f' fw by 'meta nfproto ipv4 ip saddr 10.0.0.2 drop'", machines.Trace("tcp/5", isReached: false, isLive: true)?.ToString());
        }
        finally
        {
            others.Kill(entireProcessTree: true);
            others.WaitForExit();
        }
    }

    [Theory]
    [InlineData("tcp/5")]
    [InlineData("udp/5")]
    [InlineData("icmp")]
    public void On_a_live_host_who_lets_it_pass_is_named_where_it_is_translated_too(string service)
    {
        machines.Sh("r", """
            nft 'add table ip nat; add chain ip nat post { type nat hook postrouting priority 100; }; add rule ip nat post oifname to-b masquerade'
            """);
        machines.Sh("b", "nft 'add table inet f; add chain inet f in { type filter hook input priority 0; policy drop; }; add rule inet f in ip saddr 10.1.0.1 accept'");
        Assert.Equal("accepted in b in 'inet f' in by 'meta nfproto ipv4 ip saddr 10.1.0.1 accept'", machines.Trace(service, isReached: true, isLive: true)?.ToString());
    }

    [Fact]
    public void A_router_that_expects_it_from_elsewhere_is_named()
    {
        machines.Sh("r", "ip link set to-a address 02:00:00:00:00:01; sysctl -qw net.ipv4.conf.to-a.rp_filter=1; ip route add 10.0.0.2 dev to-b");
        machines.Sh("a", "ip neigh replace 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent");
        Assert.Equal("r sends nothing to 10.1.0.2: it expects no such source by that interface (rp_filter)", machines.Trace("tcp/5", isReached: false)?.ToString());
    }

    [Fact]
    public void What_arrives_and_is_not_answered_was_kept_back_by_nobody() => Assert.Equal(
        "nothing on the way dropped it, and r got it: it is silent", machines.Trace("tcp/5", isReached: false, "10.1.0.1")?.ToString());

    [Fact]
    public void Who_has_the_same_address_is_named()
    {
        machines.Sh("r", "ip addr add 10.1.0.2/32 dev lo");
        Assert.Equal("r took it for its own, having the address 10.1.0.2", machines.Trace("tcp/5", isReached: false)?.ToString());
    }

    [Fact]
    public void A_neighbour_that_there_is_not_does_not_answer() => Assert.Equal(
        "the neighbour 10.0.0.9 does not answer a (ARP)", machines.Trace("udp/5", isReached: false, "10.0.0.9")?.ToString());

    [Theory]
    [InlineData("tcp/5")]
    [InlineData("udp/5")]
    [InlineData("icmp")]
    public void Who_lets_it_pass_is_named_and_no_translation(string service)
    {
        machines.Sh("r", """
            nft 'add table inet f; add chain inet f fw { type filter hook forward priority 0; policy drop; }; add rule inet f fw ct state established accept; add rule inet f fw iifname to-a accept'
            nft 'add table ip nat; add chain ip nat post { type nat hook postrouting priority 100; }; add rule ip nat post oifname to-b masquerade'
            """);
        Assert.Equal("accepted on r in 'inet f' fw by 'iifname \"to-a\" accept'", machines.Trace(service, isReached: true)?.ToString());
    }

    [Fact]
    public void Where_nobody_forbids_nobody_allows() => Assert.Equal(
        "no rule and no route on the way keeps it back", machines.Trace("udp/5", isReached: true)?.ToString());

    [Fact]
    public void What_is_otherwise_a_second_time_is_not_explained() => Assert.Null(machines.Trace("tcp/5", isReached: false));

    private uint[] Generations() => [machines.Generation("a"), machines.Generation("r"), machines.Generation("b")];
}
