using System.Diagnostics;
using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Ports that somebody on the host has already.</summary>
public sealed class PortConflictTests : IDisposable
{
    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    private static string Documents(string ports, string name = "web", string subnet = "10.20.0") => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: {{name}}}
        spec: {mode: bridge, subnets: [{{subnet}}.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: {{name}}}
        spec:
          container: {{name}}
          network: {{name}}
          addresses: [{{subnet}}.10]
          ports: ["{{ports}}"]

        """;

    // Gives the process that listens.
    private string Listen(string how, string port)
    {
        Process service = host.Background(null, $"socat {how} -");
        Stopwatch waited = Stopwatch.StartNew();
        while (!host.Sh("ss -Hlntu").Contains($":{port} ", StringComparison.Ordinal))
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), "nobody listens");
        return service.Id.ToString(CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("TCP4-LISTEN:8080", "0.0.0.0:8080", "8080:80", "tcp/8080")]
    [InlineData("TCP4-LISTEN:8080,bind=127.0.0.1", "127.0.0.1:8080", "8080:80", "tcp/8080")]
    [InlineData("TCP6-LISTEN:8080,ipv6only=0", "[::]:8080", "8080:80", "tcp/8080")]
    [InlineData("UDP4-RECVFROM:5353", "0.0.0.0:5353", "5350-5360:5350-5360/udp", "udp/5353")]
    public void Who_listens_there_is_named_at_the_line_of_the_port_and_nothing_changes(string how, string where, string ports, string port)
    {
        string pid = Listen(how, port.Split('/')[1]);
        string before = host.State();
        Result result = host.Reconciler($"apply {host.Write(Documents(ports))}");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains($"documents.yaml:13:11: error RC2030: {port} is taken: 'socat' (pid {pid}) listens on {where}\n", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Theory]
    [InlineData("TCP4-LISTEN:8080,bind=127.0.0.1", "192.0.2.10:8080:80")]
    [InlineData("TCP6-LISTEN:8080,ipv6only=1", "8080:80")]
    [InlineData("UDP4-RECVFROM:8080", "8080:80")]
    public void Who_loses_nothing_is_in_nobodys_way(string how, string ports)
    {
        Listen(how, "8080");
        host.Apply(Documents(ports));
    }

    [Fact]
    public void Who_comes_later_is_a_warning_and_a_second_apply_has_nothing_to_do()
    {
        host.Apply(Documents("8080:80"));
        string pid = Listen("TCP4-LISTEN:8080", "8080");
        Result result = host.Reconciler($"apply {host.Write(Documents("8080:80"))}");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains($"warning RC2030: tcp/8080 is published, and 'socat' (pid {pid}) listens on 0.0.0.0:8080 in vain\n", result.Errors, StringComparison.Ordinal);
        Assert.Contains("In sync: nothing to do.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_of_the_kernel_has_no_process()
    {
        host.Sh("ip link add vx type vxlan id 5 dstport 4789 && ip link set vx up");
        Result result = host.Reconciler($"plan {host.Write(Documents("4789:4789/udp"))}");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("udp/4789 is taken: somebody (user 0, no process that can be seen) listens on 0.0.0.0:4789\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_of_another_owner_is_refused_with_the_owners_name()
    {
        host.Apply(Documents("8080:80"));
        host.Settle();
        string before = host.State();
        Result result = host.Reconciler($"apply {host.Write(Documents("8080:80", "api", "10.30.0"))} --owner blue");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("documents.yaml:13:11: error RC2031: tcp/8080 is published by the owner 'default' already\n", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void A_rule_of_others_that_leads_the_port_elsewhere_is_a_warning()
    {
        host.Sh("nft add table ip nat; nft add chain ip nat DOCKER; nft add chain ip nat PREROUTING '{ type nat hook prerouting priority -100; }'; nft add rule ip nat PREROUTING jump DOCKER; nft add rule ip nat DOCKER iifname != docker0 tcp dport 8080 counter dnat to 172.17.0.2:80");
        Result result = host.Reconciler($"apply {host.Write(Documents("8080:80"))}");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("warning RC2032: a rule of 'ip nat DOCKER', which is not Reconciler's, leads tcp/8080 elsewhere", result.Errors, StringComparison.Ordinal);
    }

    // Nobody may see descriptors of others; the user who listens is seen all the same.
    [Fact]
    public void Nobody_finds_who_listens_in_a_namespace_of_their_own()
    {
        if (Environment.UserName != "root")
            return;
        host.Write(Documents("8080:80"));
        host.Sh($"cp -r {Path.GetDirectoryName(Program.Path)} {host.Directory}/bin; chmod -R a+rX {host.Directory}");
        Result result = host.Run($"""
            cd {host.Directory}; setpriv --reuid=65534 --regid=65534 --clear-groups -- unshare --user --map-root-user --net --mount -- sh -c '
            mount -t tmpfs tmpfs /run; socat TCP4-LISTEN:8080 - & until ss -Hltn | grep -q :8080; do sleep 0.02; done; bin/{Path.GetFileName(Program.Path)} plan documents.yaml; code=$?; kill $!; exit $code'
            """);
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Matches("error RC2030: tcp/8080 is taken: 'socat' \\(pid [0-9]+\\) listens on 0.0.0.0:8080\n", result.Errors);
    }
}
