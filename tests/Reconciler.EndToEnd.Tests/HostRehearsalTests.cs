using System.Diagnostics;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>rehearse --from-host</c>: the change is made on a copy of the host, with what others have on it.</summary>
public sealed class HostRehearsalTests : IDisposable
{
    private const string Forward = "table ip filter { chain FORWARD { type filter hook forward priority 0; policy drop; ct state established accept; iif docker0 accept; }; }";
    private readonly PrivateHost host = new();
    private readonly string documents = string.Join(
        "\n---\n", Directory.EnumerateFiles(Path.Combine(Program.Root, "examples", "reachability"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    public HostRehearsalTests() => host.Sh("""
        ip link add eth0 address 02:00:00:00:00:05 mtu 1400 type veth peer name wire; ip link set wire up
        ip addr add 192.168.7.5/24 dev eth0; ip link set eth0 up; ip route add default via 192.168.7.1; ip route add 10.77.0.0/16 via 192.168.7.2 metric 50
        ip link add docker0 type bridge; ip addr add 172.17.0.1/16 dev docker0; ip link set docker0 up
        ip link add vethab12 master docker0 type veth peer name other
        """);

    public void Dispose() => host.Dispose();

    private Result Rehearse(string yaml, string options = "") => host.Reconciler($"rehearse {host.Write(yaml)} --from-host {options}");

    [Fact]
    public void What_others_drop_is_found_and_the_host_stays_as_it_is()
    {
        host.Sh($"nft '{Forward}'");
        string before = host.SettledState();
        Result result = Rehearse(documents);
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("RC4001: tcp/8080 of outside to web by host (192.168.7.5) is not answered: dropped on host in 'ip filter' FORWARD by its policy", result.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: 'ip filter' is somebody else's", result.Errors, StringComparison.Ordinal);
        Assert.Contains("and the change from this host:", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void What_others_let_pass_passes()
    {
        host.Sh($"nft '{Forward.Replace("policy drop", "policy accept", StringComparison.Ordinal)}'");
        Result result = Rehearse(documents, "-v");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("outside → web by host tcp/8080 at 192.168.7.5: answered", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_applied_already_is_where_it_begins()
    {
        host.Apply(documents);
        string before = host.SettledState();
        Hitless.Assert("no gap in 14 questions", () => Rehearse(documents.Replace("8080", "8081", StringComparison.Ordinal)));
        Assert.Equal(before, host.State());
        Result same = Rehearse(documents);
        Assert.Contains("change  0 changes from there", same.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_drifted_is_healed_under_traffic()
    {
        host.Apply(documents);
        host.Sh("ip link del veth-web; nft delete element inet reconciler-default published-ip '{ tcp . 8080 }'");
        Result result = Rehearse(documents);
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.DoesNotContain("change  0 changes", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_of_others_are_there()
    {
        host.Sh("ip netns add web");
        host.Apply(documents.Replace("container: web\n", "container: {netns: web, create: false}\n", StringComparison.Ordinal));
        Result result = Rehearse(documents.Replace("container: web\n", "container: {netns: web, create: false}\n", StringComparison.Ordinal));
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("change  0 changes from there", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_cannot_be_copied_is_told()
    {
        // Chains without names have a number that only their own transaction knows.
        host.Sh("nft 'table inet early { chain c { type filter hook forward priority 5; tcp dport 80 jump { accept; }; }; }'");
        Result result = Rehearse(documents);
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("warning RC4012: the rehearsal goes without the table 'inet early' of this host", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_one_of_several_nodes()
    {
        string overlay = string.Join("\n---\n", Directory.EnumerateFiles(Path.Combine(Program.Root, "examples", "overlay"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText))
            .Replace("192.0.2.10", "192.168.7.5", StringComparison.Ordinal).Replace("mtu: 1450", "mtu: 1350", StringComparison.Ordinal);
        Result result = Rehearse(overlay, "--node host-a");
        Assert.True(result.ExitCode == 0, result.Text);
        Result unknown = Rehearse(overlay, "--node nobody");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("RC4013: the documents are not for a node 'nobody'", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_root_it_says_why_not()
    {
        if (Environment.UserName != "root")
            return;
        ProcessStartInfo start = new("sh", ["-c", $"d=$(mktemp -d); cp -r {Path.GetDirectoryName(Program.Path)}/. $d; chmod -R a+rX $d; cd /; setpriv --reuid=65534 --regid=65534 --clear-groups -- $d/{Path.GetFileName(Program.Path)} rehearse - --from-host; e=$?; rm -r $d; exit $e"])
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("RC4011: only root can read the rules of this host", errors, StringComparison.Ordinal);
    }
}
