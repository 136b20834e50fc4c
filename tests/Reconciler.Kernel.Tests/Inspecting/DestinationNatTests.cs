using Reconciler.Core.Inspecting;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Inspecting;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Tests.Inspecting;

/// <summary>Which ports the rules of others lead elsewhere.</summary>
public sealed class DestinationNatTests : IDisposable
{
    private readonly NetworkNamespace here = Requirements.PrivateNamespace();

    public void Dispose() => here.Dispose();

    private string[] Claims()
    {
        using OpenNamespace host = new(NamespaceId.Host, NetworkNamespace.Open(NamespaceShell.PathOf(here)), null);
        return [.. new ClaimReading(host, new OwnershipMark("default")).Read().Select(Text)];
    }

    private static string Text(ForeignClaim claim) =>
        $"{claim.By switch { Claimant.Owner owner => owner.Name, _ => claim.By }} {claim.Family} {claim.Protocol} {claim.Address} {claim.Ports}";

    [Theory]
    [InlineData("ip", "tcp dport 8080 dnat to 10.0.0.1:80", "'ip t c' IPv4 Tcp  8080")]
    [InlineData("ip", "iifname != \"docker0\" ip daddr 192.0.2.9 udp dport 53 counter dnat to 10.0.0.1", "'ip t c' IPv4 Udp 192.0.2.9 53")]
    [InlineData("ip", "ip daddr 192.0.2.0/24 udp dport 53 dnat to 10.0.0.1", "'ip t c' IPv4 Udp  53")]
    [InlineData("ip", "tcp dport 100-120 redirect to :80", "'ip t c' IPv4 Tcp  100-120")]
    [InlineData("ip", "tcp dport { 81, 82 } dnat to 10.0.0.1", "'ip t c' IPv4 Tcp  81", "'ip t c' IPv4 Tcp  82")]
    [InlineData("ip", "dnat to udp dport map { 90 : 10.0.0.3 }", "'ip t c' IPv4 Udp  90")]
    [InlineData("inet", "dnat ip to meta l4proto . th dport map { tcp . 8080 : 10.1.1.1 . 80 }", "'inet t c' IPv4 Tcp  8080")]
    [InlineData("ip", "dnat to ip daddr . tcp dport map { 192.0.2.9 . 443 : 10.1.1.1 . 80 }", "'ip t c' IPv4 Tcp 192.0.2.9 443")]
    [InlineData("ip6", "dnat to ip6 daddr . tcp dport map { 2001:db8::9 . 443 : fd00::1 . 80 }", "'ip6 t c' IPv6 Tcp 2001:db8::9 443")]
    [InlineData("ip", "meta l4proto { tcp, udp } th dport 53 dnat to 10.0.0.1", "'ip t c' IPv4   53")]
    [InlineData("ip", "tcp dport != 80 dnat to 10.0.0.1")]
    [InlineData("ip", "tcp dport != { 80, 81 } dnat to 10.0.0.1")]
    [InlineData("ip", "tcp sport 80 dnat to 10.0.0.1")]
    [InlineData("ip", "ip daddr 192.0.2.9 dnat to 10.0.0.1")]
    [InlineData("ip", "tcp dport 8080 accept")]
    public void A_rule_is_read_as_far_as_it_names_ports(string family, string rule, params string[] claims)
    {
        NamespaceShell.Sh(here, $"nft add table {family} t; nft add chain {family} t c '{{ type nat hook prerouting priority -100; }}'; nft add rule {family} t c '{rule}'");
        Assert.Equal(claims, Claims());
    }

    [Fact]
    public void Chains_that_others_jump_to_are_read_and_tables_that_sleep_or_translate_no_destinations_are_not()
    {
        NamespaceShell.Sh(here, """
            nft -f - <<'END'
            table ip nat {
                chain DOCKER { tcp dport 8080 dnat to 172.17.0.2:80; }
                chain OUTPUT { type nat hook output priority -100; jump DOCKER; }
            }
            table ip asleep { flags dormant; chain p { type nat hook prerouting priority -100; tcp dport 8081 dnat to 172.17.0.2:80; }
            }
            table ip source { chain p { type nat hook postrouting priority 100; tcp dport 8082 snat to 172.17.0.2; }
            }
            END
            """);
        Assert.Equal(["'ip nat DOCKER' IPv4 Tcp  8080"], Claims());
    }

    [Fact]
    public void What_other_owners_publish_is_theirs()
    {
        NamespaceShell.Sh(here, """
            nft -f - <<'END'
            table inet reconciler-blue {
                map published-ip { type inet_proto . inet_service : ipv4_addr . inet_service; elements = { tcp . 8080 : 10.20.0.10 . 80 }; }
                map published-on-ip6 { type ipv6_addr . inet_proto . inet_service : ipv6_addr . inet_service; elements = { 2001:db8::9 . udp . 53 : fd00::1 . 53 }; }
            }
            table inet reconciler-default {
                map published-ip { type inet_proto . inet_service : ipv4_addr . inet_service; elements = { tcp . 8081 : 10.20.0.10 . 80 }; }
            }
            END
            """);
        Assert.Equal(["blue IPv4 Tcp  8080", "blue IPv6 Udp 2001:db8::9 53"], Claims().Order(StringComparer.Ordinal));
    }

    // iptables before 1.8.8 asks for ports by its own extension: struct xt_tcp with the destination's ports 8080 to 8090.
    [Theory]
    [InlineData("tcp", "0000ffff901f9a1f00000000", "DNAT", "8080-8090")]
    [InlineData("udp", "0000ffff901f901f00000000", "REDIRECT", "8080")]
    [InlineData("tcp", "0000ffff901f9a1f00000002", "DNAT", null)]
    [InlineData("tcp", "0000ffff0000ffff00000000", "DNAT", null)]
    [InlineData("tcp", "0000ffff901f", "DNAT", null)]
    [InlineData("multiport", "0000ffff901f9a1f00000000", "DNAT", null)]
    [InlineData("tcp", "0000ffff901f9a1f00000000", "MARK", null)]
    public void Extensions_of_iptables_are_read(string match, string data, string target, string? ports)
    {
        Rule rule = new(NetfilterFamily.IPv4, "nat", "DOCKER")
        {
            Expressions = [Extension("match", match, data), new CounterExpression(0, 0), Extension("target", target, "")],
        };
        Assert.Equal(ports, DestinationNat.Of(rule, _ => []).SingleOrDefault()?.Ports.ToString());
    }

    private static OpaqueExpression Extension(string kind, string name, string data)
    {
        byte[] text = [.. System.Text.Encoding.ASCII.GetBytes(name), 0];
        byte[] value = Convert.FromHexString(data);
        return new(kind, [.. Attribute(1, text), .. Attribute(2, [0, 0, 0, 1]), .. Attribute(3, value)]);
    }

    private static byte[] Attribute(ushort type, byte[] value) =>
        [.. BitConverter.GetBytes((ushort)(4 + value.Length)), .. BitConverter.GetBytes(type), .. value, .. new byte[-value.Length & 3]];
}
