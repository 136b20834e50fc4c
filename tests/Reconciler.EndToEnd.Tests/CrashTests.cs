using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.EndToEnd.Tests;

/// <summary>The program is killed at every single system call by which it changes anything, and the next run makes it good.</summary>
public sealed partial class CrashTests
{
    private const string Calls = "sendmsg,sendto,mount,umount2,linkat,unlink,unlinkat,pwrite64,write";

    private const string Foreign = """
        set -e
        ip netns add foreign; ip -n foreign link set lo up
        ip link add br-foreign type bridge; ip link set br-foreign up; ip addr add 198.51.100.1/24 dev br-foreign
        ip route add 203.0.113.0/24 via 198.51.100.2
        nft add table inet foreign; nft add chain inet foreign forward '{ type filter hook forward priority 10; policy accept; }'
        nft add rule inet foreign forward ip saddr 203.0.113.7 counter drop
        """;

    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: web-1, network: web, ports: ["8080:80"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-2}
        spec: {container: web-2, network: web}
        ---
        apiVersion: reconciler/v1
        kind: FirewallPolicy
        metadata: {name: web-2}
        spec: {appliesTo: {attachment: web-2}, ingress: [{from: [{attachment: web-1}], ports: [tcp/80]}]}
        """;

    [Fact]
    public void A_kill_at_any_point_of_apply_is_made_good_by_the_next_apply()
    {
        using PrivateHost host = Prepared(out string before);
        int calls = CountCalls(host, "apply documents.yaml");
        host.Sh("true");
        string after = host.State();
        Destroy(host, before);
        Assert.True(calls > 10, $"only {calls} calls");
        for (int call = 1; call <= calls; call++)
        {
            Killed(host, "apply documents.yaml", call);
            Result again = host.Reconciler("apply documents.yaml");
            Assert.True(again.ExitCode == 0, $"after a kill at call {call}: {again.Text}");
            Assert.Equal(Stable(after), Stable(host.State()));
            Destroy(host, before);
        }
    }

    [Fact]
    public void A_kill_at_any_point_of_destroy_leaks_nothing()
    {
        using PrivateHost host = Prepared(out string before);
        host.Apply(Documents);
        int calls = CountCalls(host, "destroy");
        Assert.True(calls > 3, $"only {calls} calls");
        for (int call = 1; call <= calls; call++)
        {
            host.Apply(Documents);
            Killed(host, "destroy", call);
            Destroy(host, before);
        }
    }

    [Fact]
    public void An_interrupt_at_any_point_of_apply_is_undone_or_comes_too_late()
    {
        using PrivateHost host = Prepared(out string before);
        int calls = CountCalls(host, "apply documents.yaml");
        Destroy(host, before);
        int undone = Interrupted(host, before, calls, stride: 1, microseconds: 2_000);
        // A machine that is busy with other tests notices a signal when all is done, unless each answer of the kernel takes longer still.
        if (undone < 4)
            undone = Interrupted(host, before, calls, stride: 4, microseconds: 40_000);
        Assert.True(undone > 3, $"only {undone} runs were undone");
    }

    // At every so many calls; gives how many runs were undone.
    private static int Interrupted(PrivateHost host, string before, int calls, int stride, int microseconds)
    {
        int undone = 0;
        int late = 0;
        // Behind the last step the kernel is only read, by many calls which are all the same.
        for (int call = 1; call <= calls; call += late > 5 ? 10 * stride : stride)
        {
            Result result = host.Reconciler("apply documents.yaml", Interrupt(call, microseconds));
            undone += result.ExitCode == 3 ? 1 : 0;
            Assert.True(result.ExitCode is 0 or 1 or 3 or 130, $"interrupted at call {call}: {result.Text}");
            // While the program ends, all has been done and said.
            bool tooLate = result.ExitCode == 0 || result.ExitCode == 130 && result.Output.Contains("verified.", StringComparison.Ordinal);
            late = tooLate ? late + 1 : 0;
            if (tooLate)
                Destroy(host, before);
            Assert.Equal(before, Stable(host.State()));
        }
        return undone;
    }

    private static PrivateHost Prepared(out string before)
    {
        PrivateHost host = new();
        if (host.Run("strace -o /dev/null true").ExitCode != 0)
            Requirements.Unmet("strace cannot trace here");
        host.Sh(Foreign);
        host.Sh("sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        host.Write(Documents);
        before = Stable(host.State());
        return host;
    }

    private static void Destroy(PrivateHost host, string before)
    {
        Result destroyed = host.Reconciler("destroy");
        Assert.True(destroyed.ExitCode == 0, destroyed.Text);
        Assert.Equal(before, Stable(host.State()));
    }

    private static int CountCalls(PrivateHost host, string arguments)
    {
        Result traced = host.Reconciler(arguments, $"strace -f -qq -o calls.txt -e trace={Calls}");
        Assert.True(traced.ExitCode == 0, traced.Text);
        return File.ReadLines(Path.Combine(host.Directory, "calls.txt")).Count(line => ChangingCall().IsMatch(line));
    }

    // Only the threads' own calls are counted, so a kill may come a little earlier or later than its number says: every number is tried.
    private static void Killed(PrivateHost host, string arguments, int call) => host.Reconciler(arguments, Inject(call, "SIGKILL"));

    // Each answer of the kernel takes its time, in which the signal is noticed.
    private static string Interrupt(int call, int microseconds) => string.Create(
        CultureInfo.InvariantCulture, $"{Inject(call, "SIGINT", ",recvmsg,recvfrom")} -e inject=recvmsg,recvfrom:delay_enter={microseconds}");

    private static string Inject(int call, string signal, string more = "") => string.Create(
        CultureInfo.InvariantCulture, $"strace -f -qq -o /dev/null -e trace={Calls}{more} -e inject={Calls}:signal={signal}:when={call}");

    // Interface numbers and the random addresses of veths' host ends differ from run to run; carriers settle a moment later.
    private static string Stable(string state) => Meaningless().Replace(state, "");

    [GeneratedRegex(@"^\d+ +(sendmsg|sendto|mount|umount2|linkat|unlink|unlinkat|pwrite64|write)\(")]
    private static partial Regex ChangingCall();

    [GeneratedRegex(@"^\d+: |@if\d+|link-netns \S+|link-netnsid \d+|8000\.[0-9a-f:.]+|NO-CARRIER,|,LOWER_UP|,M-DOWN|state \S+|(?<=: veth-[^\n]*\n +link/ether )\S+", RegexOptions.Multiline)]
    private static partial Regex Meaningless();
}
