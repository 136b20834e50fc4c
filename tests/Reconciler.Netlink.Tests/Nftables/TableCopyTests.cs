using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>Tables of one namespace in another, whatever is in them.</summary>
public sealed class TableCopyTests
{
    private const string Ruleset = """
        table ip filter {
            counter c { }
            quota q { 25 mbytes; }
            set nets { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 172.16.0.0/12 } ; }
            set seen { type ipv4_addr . inet_service; flags dynamic,timeout; timeout 1m; size 100; }
            map to { type inet_service : verdict; elements = { 22 : accept, 23 : jump other } ; }
            map addresses { type inet_service : ipv4_addr; elements = { 80 : 10.0.0.1 } ; }
            chain other {
                comment "somebody else's"
                counter return
            }
            chain FORWARD {
                type filter hook forward priority filter; policy drop;
                ct state established,related accept
                iifname "docker*" tcp dport { 1, 2, 5-9 } counter name c accept
                ip saddr @nets log prefix "seen " update @seen { ip saddr . tcp dport limit rate 5/minute } drop
                tcp dport vmap @to comment "by port"
                meta mark set numgen inc mod 4
                quota name q drop
                ip protocol icmp reject
            }
            chain PREROUTING {
                type nat hook prerouting priority dstnat; policy accept;
                dnat to tcp dport map @addresses
            }
        }
        table inet firewall {
            chain input { type filter hook input priority 10; policy accept; fib daddr type local accept; }
        }
        table inet ours { }
        """;

    [Fact]
    public void They_are_the_same_there()
    {
        using NetworkNamespace from = Requirements.PrivateNamespace("from");
        using NetworkNamespace to = Requirements.PrivateNamespace("to");
        Load(from, Ruleset);
        Copy(from, to, table => table.Name != "ours");
        Nft(from, "delete table inet ours");
        Assert.Equal(Nft(from, "list ruleset"), Nft(to, "list ruleset"));
    }

    [Fact]
    public void What_cannot_be_made_is_refused_and_leaves_nothing()
    {
        using NetworkNamespace from = Requirements.PrivateNamespace("from");
        using NetworkNamespace to = Requirements.PrivateNamespace("to");
        // A chain without a name has a number that only its own transaction knows.
        Load(from, "table inet early {\n chain c {\n type filter hook forward priority 5\n tcp dport 80 jump {\n accept\n }\n }\n }\n");
        Assert.Equal(Errno.EOPNOTSUPP, Assert.Throws<NetlinkException>(() => Copy(from, to, _ => true)).Errno);
        Assert.Equal("", Nft(to, "list ruleset"));
    }

    [Theory]
    [InlineData(NetfilterFamily.IPv4, "ip")]
    [InlineData(NetfilterFamily.IPv6, "ip6")]
    [InlineData(NetfilterFamily.Inet, "inet")]
    [InlineData(NetfilterFamily.Bridge, "bridge")]
    public void Families_are_called_as_nft_calls_them(NetfilterFamily family, string word) => Assert.Equal(word, family.Word());

    private static void Copy(NetworkNamespace from, NetworkNamespace to, Func<Table, bool> isWanted)
    {
        using NetlinkConnection source = NetlinkConnection.Open(from, NetlinkProtocol.Netfilter);
        using NetlinkConnection target = NetlinkConnection.Open(to, NetlinkProtocol.Netfilter);
        foreach (TableCopy copy in TableCopy.Of(source, isWanted))
            copy.Make(target);
    }

    private static string Nft(NetworkNamespace where, string command) => NamespaceShell.Run(where, ["nft", .. command.Split(' ')]);

    private static void Load(NetworkNamespace where, string ruleset) => NamespaceShell.Run(where, ["nft", "-f", "-"], ruleset);
}
