namespace Reconciler.EndToEnd.Tests;

/// <summary>A step that the kernel refuses for real.</summary>
public sealed class RefusalTests
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec:
          container: web-1
          network: web
          addresses: [10.20.0.10, "fd00:20::10"]
        """;

    [Fact]
    public void It_is_undone_and_the_error_names_the_line_the_command_and_the_kernels_words()
    {
        using PrivateHost host = new();
        host.Sh("ip netns add web-1; nsenter --net=/run/netns/web-1 sysctl -q -w net.ipv6.conf.default.disable_ipv6=1");
        string before = host.State();
        Result result = host.Reconciler($"apply {host.Write(Documents)}");
        Assert.True(result.ExitCode == 3, result.Text);
        Assert.Contains("documents.yaml:12:", result.Errors, StringComparison.Ordinal);
        Assert.Contains("ip -n web-1 addr add fd00:20::10/64 dev eth0", result.Errors, StringComparison.Ordinal);
        Assert.Contains("IPv6 is disabled on this device", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void A_setting_that_cannot_be_written_is_undone_too()
    {
        using PrivateHost host = new();
        host.Sh("mount --bind /proc/sys /proc/sys && mount -o remount,ro,bind /proc/sys");
        string before = host.State();
        Result result = host.Reconciler($"apply {host.Write(Documents)}");
        Assert.True(result.ExitCode == 3, result.Text);
        Assert.Contains("EROFS", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("prove")]
    public void Without_privileges_it_says_which_ones_are_missing(string command)
    {
        if (Environment.UserName != "root")
            return;
        using PrivateHost host = new();
        host.Write(Documents);
        host.Sh($"cp -r {Path.GetDirectoryName(Program.Path)} {host.Directory}/bin; chmod -R a+rX {host.Directory}");
        Result result = host.Run($"cd {host.Directory}; setpriv --reuid=65534 --regid=65534 --clear-groups -- bin/{Path.GetFileName(Program.Path)} {command} documents.yaml");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("error RC3003: this process may not look at the host's networks: it has neither CAP_NET_ADMIN nor CAP_SYS_ADMIN", result.Errors, StringComparison.Ordinal);
    }
}
