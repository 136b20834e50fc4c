using System.Text;
using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;

namespace Reconciler.Benchmarks.Peers;

/// <summary>
/// A shell script as good as one can be: one <c>ip -batch</c> for the host, one for each container, one <c>nft -f</c>; everything is
/// deleted by one command, since all links are in a group.
/// </summary>
internal sealed class ShellPeer(string folder) : Peer("shell", folder)
{
    private const int Group = 7;

    public override string? Missing =>
        Shell.FirstLine("ip -V") is null ? "install iproute2" : Shell.FirstLine("nft -v") is null ? "install nftables" : null;

    public override void Prepare(int count)
    {
        base.Prepare(count);
        IEnumerable<int> all = Enumerable.Range(1, count);
        string host = Write("host", $"""
            link add {WorkloadDocuments.Bridge} group {Group} type bridge
            addr add 10.88.0.1/16 brd + dev {WorkloadDocuments.Bridge}
            {string.Join('\n', all.Select(Pair))}
            link set {WorkloadDocuments.Bridge} up

            """);
        string hostOneMore = Write("host-one-more", Pair(count + 1) + "\n");
        for (int i = 1; i <= count + 1; i++)
            Write($"container{i}", Inside(i));
        string rules = Write("rules", Ruleset(all));
        string rulesOneMore = Write("rules-one-more", $"add element ip shell ports {{ {Element(count + 1)} }}\n");
        Write("first-apply", $"""
            set -e
            echo 1 >/proc/sys/net/ipv4/ip_forward
            ip -batch {host}
            i=1; while [ $i -le {count} ]; do ip -n {WorkloadDocuments.Container}$i -batch {Folder}/container$i; i=$((i+1)); done
            nft -f {rules}

            """);
        Write("nothing-to-do", $"""
            set -e
            exec >{Folder}/state
            ip -j -d link; ip -j addr; ip -j route; nft -j list ruleset
            i=1; while [ $i -le {count} ]; do ip -n {WorkloadDocuments.Container}$i -j addr; ip -n {WorkloadDocuments.Container}$i -j route; i=$((i+1)); done

            """);
        Write("one-more", $"set -e\nip -batch {hostOneMore}\nip -n {WorkloadDocuments.Container}{count + 1} -batch {Folder}/container{count + 1}\nnft -f {rulesOneMore}\n");
        Write("teardown", $"set -e\nnft delete table ip shell\nip link del group {Group}\n");
    }

    public override Command FirstApply(int count) => Script("first-apply");

    public override Command NothingToDo(int count) => Script("nothing-to-do");

    public override Command OneMore(int count) => Script("one-more");

    public override Command Teardown(int count) => Script("teardown");

    /// <summary>What attaches a container on the host, as <c>ip -batch</c> reads it.</summary>
    public static string Pair(int number) =>
        $"link add pfv{number} master {WorkloadDocuments.Bridge} up group {Group} numtxqueues 1 numrxqueues 1 type veth "
        + $"peer name eth0 netns {WorkloadDocuments.Container}{number} numtxqueues 1 numrxqueues 1";

    /// <summary>What is done in its namespace.</summary>
    public static string Inside(int number) => $"""
        link set lo up
        link set eth0 up
        addr add {WorkloadDocuments.AddressOf(number)}/16 brd + dev eth0
        route add default via 10.88.0.1 dev eth0

        """;

    /// <summary>A table whose published ports are elements of one map.</summary>
    public static string Ruleset(IEnumerable<int> containers)
    {
        StringBuilder elements = new();
        elements.AppendJoin(", ", containers.Select(Element));
        return $$"""
            table ip shell {
              map ports { type inet_service : ipv4_addr . inet_service; elements = { {{elements}} } }
              chain prerouting { type nat hook prerouting priority dstnat; fib daddr type local dnat ip to tcp dport map @ports; }
              chain output { type nat hook output priority -100; fib daddr type local dnat ip to tcp dport map @ports; }
              chain postrouting { type nat hook postrouting priority srcnat; ip saddr 10.88.0.0/16 oifname != "{{WorkloadDocuments.Bridge}}" masquerade; }
            }

            """;
    }

    private static string Element(int number) => $"{WorkloadDocuments.PortOf(number)} : {WorkloadDocuments.AddressOf(number)} . 80";
}
