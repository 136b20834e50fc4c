using System.Diagnostics;
using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>One process at a time changes what an owner has on a host: two real processes, of which the first is stopped in the middle.</summary>
public sealed class LockTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        """;

    private readonly PrivateHost host = new();

    public LockTests()
    {
        if (host.Run("strace -o /dev/null true").ExitCode != 0)
            Requirements.Unmet("strace cannot trace here");
        host.Write(Documents);
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public void Who_does_not_want_to_wait_is_told_who_holds_the_lock()
    {
        int holder = Hold();
        Result second = host.Reconciler("apply documents.yaml --lock-timeout 0s");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"error RC3008: reconciler apply documents.yaml (pid {holder}) changes what the owner 'default' has on this host", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting", second.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("br-web", host.Sh("ip -br link"), StringComparison.Ordinal);
        Assert.Contains("RC3008", host.Reconciler("destroy --lock-timeout 1s").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_waits_plans_after_the_other_has_ended()
    {
        int holder = Hold();
        Process second = Start("apply documents.yaml");
        Assert.Equal($"Waiting for reconciler apply documents.yaml (pid {holder}) …", second.StandardError.ReadLine());
        // Each of its threads is stopped at the first one that it sends.
        host.Sh($"while kill -CONT {holder} 2>/dev/null; do sleep 0.02; done");
        Assert.Equal("In sync: nothing to do.", second.StandardOutput.ReadToEnd().Trim());
        Assert.Equal(0, PrivateHost.Ended(second));
    }

    [Fact]
    public void The_lock_of_who_is_killed_is_free()
    {
        int holder = Hold();
        Process second = Start("apply documents.yaml");
        Assert.StartsWith("Waiting for", second.StandardError.ReadLine(), StringComparison.Ordinal);
        host.Sh($"kill -KILL {holder}");
        Assert.Contains("verified.", second.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(0, PrivateHost.Ended(second));
    }

    [Fact]
    public void An_interrupt_ends_the_waiting()
    {
        Hold();
        Process second = Start("apply documents.yaml");
        Assert.StartsWith("Waiting for", second.StandardError.ReadLine(), StringComparison.Ordinal);
        host.Sh($"kill -INT {second.Id}");
        string errors = second.StandardError.ReadToEnd();
        Assert.Contains("Interrupted: no longer waiting …", errors, StringComparison.Ordinal);
        Assert.Contains("error RC3009: interrupted while waiting for reconciler apply", errors, StringComparison.Ordinal);
        Assert.Equal("Interrupted before anything was changed.", second.StandardOutput.ReadToEnd().Trim());
        Assert.Equal(1, PrivateHost.Ended(second));
    }

    [Fact]
    public void Those_who_look_only_do_not_wait()
    {
        Hold();
        Assert.Equal(2, host.Reconciler("plan documents.yaml").ExitCode);
        Assert.Equal(2, host.Reconciler("status documents.yaml").ExitCode);
    }

    [Fact]
    public void Owners_do_not_wait_for_each_other()
    {
        Hold();
        Assert.Equal(0, host.Reconciler("destroy --owner other --lock-timeout 0s").ExitCode);
    }

    [Fact]
    public void Hosts_do_not_wait_for_each_other()
    {
        Hold();
        host.Sh("ip netns add other");
        Assert.Equal(0, host.Reconciler("apply documents.yaml --netns other --lock-timeout 0s").ExitCode);
    }

    [Fact]
    public void The_host_is_the_one_that_is_acted_on_wherever_the_program_runs()
    {
        host.Sh("ip netns add other");
        int holder = Hold("--netns other");
        Result inside = host.RunIn("other", $"{Program.Path} destroy --lock-timeout 0s");
        Assert.Contains($"(pid {holder}) changes", inside.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_neither_root_nor_oneself_is_not_waited_for()
    {
        if (host.Run("setpriv --reuid 1234 true").ExitCode != 0)
            Requirements.Unmet("another user needs root");
        host.Background(null, "setpriv --reuid 1234 socat ABSTRACT-LISTEN:reconciler/default,fork PIPE");
        host.Sh("until grep -q @reconciler/default /proc/net/unix; do sleep 0.02; done");
        Result refused = host.Reconciler("apply documents.yaml");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC3010: the lock that keeps others from changing this host cannot be taken: socat ABSTRACT-LISTEN", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("of user 1234, who is neither root nor you, holds it", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_socket_nothing_is_changed()
    {
        Result refused = host.Reconciler("apply documents.yaml", "strace -f -qq -o /dev/null -e trace=bind -e inject=bind:error=EACCES");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC3010: the lock that keeps others from changing this host cannot be taken: Permission denied", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("br-web", host.Sh("ip -br link"), StringComparison.Ordinal);
    }

    // The first datagram of netlink asks what there is. The process is stopped there: it holds the lock, and nothing is changed yet.
    private int Hold(string options = "")
    {
        Process first = host.Background(null, $"sh -c 'cd {host.Directory} && exec strace -f -qq -o /dev/null -e trace=sendmsg -e inject=sendmsg:signal=SIGSTOP:when=1 {Program.Path} apply documents.yaml {options}'");
        string namespaces = options.Length > 0 ? "nsenter --net=/run/netns/other " : "";
        host.Sh($"until {namespaces}grep -q @reconciler/default /proc/net/unix; do sleep 0.02; done");
        for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(30); Thread.Sleep(20))
        {
            string found = host.Run($"pgrep -P {first.Id} | while read p; do grep -qE '^State:.[Tt]' /proc/$p/status && echo $p; done").Output.Trim();
            if (found.Length > 0)
                return int.Parse(found, CultureInfo.InvariantCulture);
        }
        throw new InvalidOperationException("the first process did not stop");
    }

    private Process Start(string arguments) => host.Background(null, $"sh -c 'cd {host.Directory} && exec {Program.Path} {arguments}'");
}
