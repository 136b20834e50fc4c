using System.Diagnostics;
using System.Text.Json;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>apply --confirm</c> and <c>confirm</c>: what nobody confirms is undone, whatever became of who applied it.</summary>
public sealed class ConfirmTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        """;

    private readonly PrivateHost host = new();
    private readonly string before;

    public ConfirmTests()
    {
        host.Write(Documents);
        before = host.State();
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public void What_is_confirmed_stays()
    {
        Process apply = Waiting("--confirm 60s");
        Result confirmed = host.Reconciler("confirm");
        Assert.True(confirmed.ExitCode == 0, confirmed.Text);
        Assert.Matches("^Confirmed: what reconciler apply documents.yaml --confirm 60s \\(pid [0-9]+\\) has changed stays.\n$", confirmed.Output);
        Assert.Equal(0, PrivateHost.Ended(apply));
        Assert.EndsWith("verified.\nConfirmed.\n", apply.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal("Confirm within 60 s with 'reconciler confirm', or everything is undone.\n", apply.StandardError.ReadToEnd());
        Assert.Contains("br-web", host.Sh("ip -br link"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_confirms_is_undone()
    {
        Result result = host.Reconciler("apply documents.yaml --confirm 1s");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("error RC3013: nobody has confirmed the change within 1 s", result.Errors, StringComparison.Ordinal);
        Assert.EndsWith("Not confirmed and undone: everything is as it was before.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void It_can_be_undone_at_once()
    {
        Process apply = Waiting("--confirm 1h");
        Assert.Contains("is being undone.", host.Reconciler("confirm --undo").Output, StringComparison.Ordinal);
        Assert.Equal(3, PrivateHost.Ended(apply));
        Assert.Equal(before, host.State());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Who_interrupts_the_waiting_has_it_undone(string signal)
    {
        Process apply = Waiting("--confirm 1h");
        host.Sh($"kill -{signal} {apply.Id}");
        Assert.Equal(3, PrivateHost.Ended(apply));
        Assert.Contains("Interrupted and undone: everything is as it was before.", apply.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void A_hang_up_is_an_interrupt_for_the_process_that_waits()
    {
        Process apply = Waiting("--confirm 1h");
        host.Sh($"kill -HUP $(pgrep -P {apply.Id})");
        Assert.Equal(3, PrivateHost.Ended(apply));
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void A_full_disk_keeps_nothing_from_being_undone()
    {
        Result result = host.Run($"cd {host.Directory} && {Program.Path} apply documents.yaml --confirm 1s >/dev/full");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("error: the result could not be written: No space left on device", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
        Result both = host.Run($"cd {host.Directory} && {Program.Path} apply documents.yaml --confirm 1s >/dev/full 2>&1");
        Assert.Equal(3, both.ExitCode);
        Assert.Equal(before, host.State());
        Assert.Equal(0, host.Run($"cd {host.Directory} && {Program.Path} apply documents.yaml >/dev/full").ExitCode);
        Assert.Contains("br-web", host.Sh("ip -br link"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("KILL")]
    public void Who_is_cut_off_has_it_undone_in_time(string signal)
    {
        Process apply = Waiting("--confirm 2s");
        host.Sh($"kill -{signal} {apply.Id}");
        PrivateHost.Ended(apply);
        AssertUndone();
    }

    [Fact]
    public void A_lost_terminal_takes_nothing_with_it()
    {
        Process terminal = host.Background(null, $"sh -c 'cd {host.Directory} && exec script -qfec \"{Program.Path} apply documents.yaml --confirm 6s\" terminal >/dev/null'");
        AwaitListener();
        host.Sh($"until grep -q 'Confirm within 6 s with' {host.Directory}/terminal; do sleep 0.02; done");
        host.Sh($"kill -KILL {terminal.Id}");
        Assert.Contains("br-web", host.Sh("ip -br link"), StringComparison.Ordinal);
        AssertUndone();
    }

    [Fact]
    public void Whoever_watches_sees_the_time_that_is_left()
    {
        Result result = host.Run($"cd {host.Directory} && script -qec '{Program.Path} apply documents.yaml --confirm 4s' terminal >/dev/null; cat terminal");
        // A busy machine may leave a second out.
        string[] left = [.. result.Output.Split("\r\e[KConfirm within ")[1..].Select(shown => shown.Split(' ')[0])];
        Assert.NotEmpty(left);
        Assert.Equal(left.OrderDescending(), left);
        Assert.Contains(" s with 'reconciler confirm', or everything is undone.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_owner_and_host_are_named_in_the_command_to_type()
    {
        host.Sh("ip netns add inner");
        Process apply = Waiting("--confirm 60s --owner team --netns inner", "team", "nsenter --net=/run/netns/inner");
        Assert.Contains("RC3012", host.Reconciler("confirm").Errors, StringComparison.Ordinal);
        Assert.Equal(0, host.Reconciler("confirm --owner team --netns inner").ExitCode);
        Assert.Equal(0, PrivateHost.Ended(apply));
        Assert.Contains("with 'reconciler confirm --owner team --netns inner'", apply.StandardError.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void While_it_waits_nobody_else_changes_the_host()
    {
        Process apply = Waiting("--confirm 60s");
        Assert.Contains("error RC3008: reconciler apply documents.yaml --confirm 60s", host.Reconciler("destroy --lock-timeout 0s").Errors, StringComparison.Ordinal);
        Assert.Equal(0, host.Reconciler("confirm").ExitCode);
        Assert.Equal(0, PrivateHost.Ended(apply));
        Assert.Equal(0, host.Reconciler("destroy --lock-timeout 0s").ExitCode);
    }

    [Fact]
    public void Where_nothing_changes_nothing_waits()
    {
        host.Apply(Documents);
        Result again = host.Reconciler("apply documents.yaml --confirm 1h");
        Assert.Equal((0, "In sync: nothing to do.\n", ""), (again.ExitCode, again.Output, again.Errors));
        Result nothing = host.Reconciler("confirm");
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("error RC3012: no change waits to be confirmed on this host for the owner 'default'", nothing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Whose_name_is_taken_does_not_begin()
    {
        host.Background(null, "socat ABSTRACT-LISTEN:reconciler/default/confirm,fork PIPE");
        AwaitListener();
        Result refused = host.Reconciler("apply documents.yaml --confirm 60s");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC3015: there is no way to confirm a change on this host: another process has its name", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void Nobody_else_is_told_that_all_is_well()
    {
        if (host.Run("setpriv --reuid 1234 true").ExitCode != 0)
            Requirements.Unmet("another user needs root");
        host.Background(null, "setpriv --reuid 1234 socat ABSTRACT-LISTEN:reconciler/default/confirm,fork PIPE");
        AwaitListener();
        Result refused = host.Reconciler("confirm");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error RC3015: there is no way to confirm a change on this host: socat ABSTRACT-LISTEN", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("of user 1234, who is neither root nor you, listens in the place of who would wait", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Others_are_not_listened_to()
    {
        if (host.Run("setpriv --reuid 1234 true").ExitCode != 0)
            Requirements.Unmet("another user needs root");
        Process apply = Waiting("--confirm 60s");
        host.Sh("printf '\\001' | setpriv --reuid 1234 socat -t 5 - ABSTRACT-CONNECT:reconciler/default/confirm | wc -c | grep -qx 0");
        host.Sh("printf 'x' | socat -t 5 - ABSTRACT-CONNECT:reconciler/default/confirm | wc -c | grep -qx 0");
        Assert.False(apply.HasExited);
        Assert.Equal(0, host.Reconciler("confirm").ExitCode);
        Assert.Equal(0, PrivateHost.Ended(apply));
    }

    [Fact]
    public void When_the_process_that_waits_is_killed_it_is_said()
    {
        Process apply = Waiting("--confirm 1h");
        host.Sh($"kill -KILL $(pgrep -P {apply.Id})");
        Assert.Equal(137, PrivateHost.Ended(apply));
        Assert.Contains("was killed: what was changed stays until the next run.", apply.StandardError.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_told_whether_it_was_confirmed()
    {
        Result undone = host.Reconciler("apply documents.yaml --confirm 1s --output json");
        Assert.Equal(("undone", false), ResultOf(undone.Output));
        Process apply = Waiting("--confirm 60s --output json");
        using JsonDocument answer = JsonDocument.Parse(host.Reconciler("confirm --output json").Output);
        Assert.Equal("confirmed", answer.RootElement.GetProperty("result").GetString());
        PrivateHost.Ended(apply);
        Assert.Equal(("applied", true), ResultOf(apply.StandardOutput.ReadToEnd()));
    }

    private static (string?, bool) ResultOf(string json)
    {
        using JsonDocument outcome = JsonDocument.Parse(json);
        return (outcome.RootElement.GetProperty("result").GetString(), outcome.RootElement.GetProperty("confirmed").GetBoolean());
    }

    private Process Waiting(string options, string owner = "default", string inside = "")
    {
        Process apply = host.Background(null, $"sh -c 'cd {host.Directory} && exec {Program.Path} apply documents.yaml {options}'");
        AwaitListener(owner, inside);
        host.Sh($"until {inside} ip -br link | grep -q br-web; do sleep 0.02; done");
        return apply;
    }

    private void AwaitListener(string owner = "default", string inside = "") =>
        host.Sh($"until {inside} grep -q @reconciler/{owner}/confirm /proc/net/unix; do sleep 0.02; done");

    private void AssertUndone()
    {
        host.Sh("for i in $(seq 600); do ip -br link | grep -q br-web || exit 0; sleep 0.05; done; exit 1");
        host.Sh("until ! grep -q @reconciler/default /proc/net/unix; do sleep 0.02; done");
        Assert.Equal(before, host.State());
    }
}
