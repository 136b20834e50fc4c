using Reconciler.Core.Inspecting;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Inspecting;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Tests.Inspecting;

/// <summary>How filters and settings of others are read.</summary>
public sealed class ConditionReadingTests : IDisposable
{
    private readonly NetworkNamespace here = Requirements.PrivateNamespace();

    public void Dispose() => here.Dispose();

    private HostCondition Read(params string[] links)
    {
        using HostKernel kernel = new(new("default") { Namespace = NamespaceId.File(NamespaceShell.PathOf(here)) });
        return ConditionReading.Of(kernel, links);
    }

    [Theory]
    [InlineData("iifname br-web accept", "br-web,,False,Accept,")]
    [InlineData("oifname \"br-*\" counter drop", ",br-*,False,Drop,")]
    [InlineData("iifname a oifname b log reject", "a,b,False,Drop,")]
    [InlineData("ct status dnat accept", ",,False,Accept,", true)]
    [InlineData("meta mark set 1", ",,False,None,")]
    [InlineData("jump other", ",,False,Jump,other")]
    [InlineData("iifname a goto other", "a,,False,Goto,other")]
    [InlineData("return", ",,False,Return,")]
    [InlineData("iifname != a drop", ",,True,Drop,")]
    [InlineData("tcp dport 80 accept", ",,True,Accept,")]
    [InlineData("ct state established,related accept", ",,True,Accept,")]
    [InlineData("limit rate 1/second accept", ",,True,Accept,")]
    [InlineData("iifname { a, b } accept", ",,True,Accept,")]
    public void A_rule_is_read_as_far_as_it_is_about_interfaces(string rule, string read, bool ofTranslated = false)
    {
        NamespaceShell.Sh(here, $"nft add table ip t; nft add chain ip t other; nft add chain ip t c '{{ type filter hook forward priority 5; policy drop; }}'; nft add rule ip t c '{rule}'");
        FilterChain chain = Read().Chains.Single(c => c.Name == "c");
        Assert.Equal(new("forward", 5, Drops: true), chain.Base);
        FilterRule found = Assert.Single(chain.Rules);
        Assert.Equal((read, ofTranslated), ($"{found.Input},{found.Output},{found.AsksMore},{found.Verdict},{found.Chain}", found.OfTranslated));
    }

    [Theory]
    [InlineData("match", "comment", FilterVerdict.None, false)]
    [InlineData("match", "conntrack", FilterVerdict.None, true)]
    [InlineData("target", "REJECT", FilterVerdict.Drop, false)]
    [InlineData("target", "LOG", FilterVerdict.None, false)]
    public void Extensions_of_iptables_are_read(string kind, string name, FilterVerdict verdict, bool asksMore)
    {
        byte[] text = [.. System.Text.Encoding.ASCII.GetBytes(name), 0];
        byte[] attribute = [.. BitConverter.GetBytes((ushort)(4 + text.Length)), 1, 0, .. text, .. new byte[-text.Length & 3]];
        Rule rule = new(NetfilterFamily.IPv4, "filter", "FORWARD") { Expressions = [new OpaqueExpression(kind, Bytes.From(attribute)), new CounterExpression(0, 0)] };
        Assert.Equal(new FilterRule(null, null, asksMore, verdict), FilterReading.Of(rule));
    }

    [Fact]
    public void Only_tables_of_others_that_filter_what_passes_are_read()
    {
        NamespaceShell.Sh(here, """
            ip link add br0 type bridge
            nft -f - <<'END'
            table inet reconciler-default { chain forward { type filter hook forward priority 0; policy drop; }
            }
            table inet reconciler-blue { chain forward { type filter hook forward priority 0; policy drop; }
            }
            table ip asleep { flags dormant; chain forward { type filter hook forward priority 0; policy drop; }
            }
            table ip nat { chain prerouting { type nat hook prerouting priority -100; }
            }
            table ip local { chain input { type filter hook input priority 0; policy drop; }
            }
            table arp a { chain input { type filter hook input priority 0; policy drop; }
            }
            table inet raw { chain pre { type filter hook prerouting priority -300; policy drop; }
            }
            table bridge b { chain forward { type filter hook forward priority 0; policy drop; }
            }
            table netdev n { chain in { type filter hook ingress device br0 priority 0; policy drop; }
            }
            END
            """);
        Assert.Equal(["bridge b forward forward", "inet raw pre prerouting", "netdev n in ingress"], Read().Chains.Select(c => $"{c} {c.Base?.Hook}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_are_read_of_the_namespace_and_of_its_links()
    {
        NamespaceShell.Sh(here, "ip link add br.1 type bridge; sysctl -q -w net.ipv4.ip_forward=1 net.ipv4.conf.br/1.forwarding=0 net.ipv4.conf.all.rp_filter=2");
        HostCondition read = Read("br.1", "absent");
        Assert.Equal(("1", "0", "2", null), (read.Find("net.ipv4.ip_forward"), read.Find("net.ipv4.conf.br/1.forwarding"), read.Find("net.ipv4.conf.all.rp_filter"), read.Find("net.ipv4.conf.absent.forwarding")));
    }

    [Fact]
    public void A_kernel_is_tried_in_a_namespace_that_goes()
    {
        string before = NamespaceShell.Sh(here, "ip -o link; nft list ruleset");
        bool[] has = here.Run(() => true) ? Probe() : [];
        Assert.Equal([true, true, true, false], has);
        Assert.Equal(before, NamespaceShell.Sh(here, "ip -o link; nft list ruleset"));
    }

    private static bool[] Probe()
    {
        using KernelProbe probe = new();
        return [probe.HasRuleset(), probe.HasDevices("bridge"), probe.HasDevices("macvlan"), probe.HasDevices("no-such-kind")];
    }
}
