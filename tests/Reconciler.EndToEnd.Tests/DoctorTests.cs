using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What is in the way of packets is found before packets are lost, and what is said to help does.</summary>
public sealed partial class DoctorTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec: {container: web, network: web, addresses: [10.20.0.10, "fd00:20::10"], ports: ["8080:80"]}

        """;

    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    // What a finding says to type.
    private static string RemedyIn(string text) => Remedy().Match(text) is { Success: true } found ? found.Groups[1].Value.Trim() : throw new InvalidOperationException("no remedy in:\n" + text);

    private bool IsReached() => laboratory.Ask(Laboratory.Outside, Laboratory.HostAddress, 8080) is not null;

    private void Serve()
    {
        Host.Apply(Documents);
        laboratory.Serve("web", 80);
        Host.Settle();
    }

    [Fact]
    public void A_host_with_nothing_in_the_way_is_told_so()
    {
        Result general = Host.Reconciler("doctor");
        Assert.True(general.ExitCode == 0, general.Text);
        Assert.EndsWith("Nothing is in the way.\n", general.Output, StringComparison.Ordinal);
        Result forDocuments = Host.Reconciler($"doctor {Host.Write(Documents)}");
        Assert.True(forDocuments.ExitCode == 0, forDocuments.Text);
        Assert.Contains("✓ published ports   nobody else has them\n", forDocuments.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nft add table ip filter; nft add chain ip filter FORWARD '{ type filter hook forward priority 0; policy drop; }'")]
    [InlineData("nft add table ip filter; nft add chain ip filter DOCKER-USER; nft add chain ip filter FORWARD '{ type filter hook forward priority 0; policy drop; }'; nft add rule ip filter FORWARD counter jump DOCKER-USER")]
    [InlineData("nft add table inet mine; nft add chain inet mine f '{ type filter hook forward priority 10; }'; nft add rule inet mine f counter reject")]
    public void A_filter_that_drops_is_found_and_the_remedy_lets_packets_pass(string filter)
    {
        Serve();
        Assert.True(IsReached());
        Host.Sh(filter);
        Assert.True(laboratory.IsDenied(Laboratory.Outside, Laboratory.HostAddress, 8080));
        Result found = Host.Reconciler("doctor documents.yaml");
        Assert.True(found.ExitCode == 1, found.Text);
        Assert.Contains("! rules of others   '", found.Output, StringComparison.Ordinal);
        Assert.Contains("documents.yaml:4:14: warning RC2034: '", Host.Reconciler("plan documents.yaml").Errors, StringComparison.Ordinal);
        Host.Sh(RemedyIn(found.Output));
        Assert.True(IsReached());
        Result after = Host.Reconciler("doctor documents.yaml");
        Assert.True(after.ExitCode == 0, after.Text);
        Assert.Empty(Host.Reconciler("plan documents.yaml").Errors);
    }

    [Fact]
    public void An_interface_that_does_not_forward_is_found_and_the_remedy_lets_packets_pass()
    {
        Serve();
        Host.Sh("sysctl -q -w net.ipv4.conf.eth0.forwarding=0");
        Assert.True(laboratory.IsDenied(Laboratory.Outside, Laboratory.HostAddress, 8080));
        Result found = Host.Reconciler("doctor documents.yaml");
        Assert.Contains("! forwarding        what arrives by eth0 is not forwarded", found.Output, StringComparison.Ordinal);
        Host.Sh(RemedyIn(found.Output));
        Assert.True(IsReached());
        Assert.Equal(0, Host.Reconciler("doctor documents.yaml").ExitCode);
    }

    [Fact]
    public void Addresses_that_the_kernel_would_refuse_are_an_error_before_anything_changes()
    {
        Host.Sh("sysctl -q -w net.ipv6.conf.default.disable_ipv6=1");
        string before = Host.State();
        Result refused = Host.Reconciler($"apply {Host.Write(Documents)}");
        Assert.True(refused.ExitCode == 1, refused.Text);
        Assert.Contains("documents.yaml:4:46: error RC2038: br-web cannot have an IPv6 address", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Host.State());
        Host.Sh("sysctl -q -w net.ipv6.conf.default.disable_ipv6=0");
        Host.Apply(Documents);
    }

    [Fact]
    public void A_strict_filter_on_a_second_way_out_drops_as_it_is_said()
    {
        Serve();
        Host.Sh($"""
            ip netns add second; ip link add eth1 type veth peer name eth0 netns second; ip addr add 198.51.100.10/24 dev eth1; ip link set eth1 up
            ip -n second addr add 198.51.100.1/24 dev eth0; ip -n second addr add 203.0.113.1/32 dev eth0; ip -n second link set eth0 up; ip -n second route add 192.0.2.0/24 via 198.51.100.10
            ip route add default via 198.51.100.1 metric 200; sysctl -q -w net.ipv4.conf.eth1.rp_filter=1
            until ip link show dev eth1 | grep -q 'state UP'; do sleep 0.02; done
            """);
        const string Ask = "echo hello | socat -t1 -T1 - UDP:198.51.100.10:9,bind=203.0.113.1";
        Result found = Host.Reconciler("doctor documents.yaml");
        Assert.Contains("! reverse path      what arrives by eth1 is dropped where the route back leads to eth0", found.Output, StringComparison.Ordinal);
        Assert.False(IsReceived(Ask));
        Host.Sh(RemedyIn(found.Output));
        Assert.True(IsReceived(Ask));
        Assert.Equal(0, Host.Reconciler("doctor documents.yaml").ExitCode);
    }

    // Whether a rule of the host sees what a command in the second namespace sends.
    private bool IsReceived(string command)
    {
        Host.Sh("nft add table ip seen; nft flush table ip seen; nft add chain ip seen i '{ type filter hook input priority 0; }'; nft add rule ip seen i udp dport 9 counter");
        Host.RunIn("second", command);
        return !Host.Sh("nft list table ip seen").Contains("packets 0 ", StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_told_the_same()
    {
        Host.Sh("nft add table ip filter; nft add chain ip filter FORWARD '{ type filter hook forward priority 0; policy drop; }'");
        Result result = Host.Reconciler("doctor --output json");
        Assert.True(result.ExitCode == 1, result.Text);
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement root = json.RootElement;
        Assert.Equal(("Examination", false), (root.GetProperty("kind").GetString(), root.GetProperty("clear").GetBoolean()));
        JsonElement check = root.GetProperty("checks").EnumerateArray().Single(c => !c.GetProperty("clear").GetBoolean());
        Assert.Equal(("rules of others", "RC2034"), (check.GetProperty("area").GetString(), check.GetProperty("codes")[0].GetString()));
        Assert.Equal("RC2034", root.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void Documents_with_faults_are_not_examined_for()
    {
        Result result = Host.Reconciler($"doctor {Host.Write(Documents.Replace("mode: bridge", "mode: bridg", StringComparison.Ordinal))}");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("error RC1106", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Who_may_change_nothing_is_told_what_is_missing()
    {
        if (Environment.UserName != "root")
            return;
        Result result = Unprivileged.Reconciler(Documents, "doctor documents.yaml");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("✗ privileges        this process lacks CAP_NET_ADMIN and CAP_SYS_ADMIN", result.Output, StringComparison.Ordinal);
        Result sandboxed = Unprivileged.Reconciler(Documents, "doctor --sandbox documents.yaml");
        Assert.True(sandboxed.ExitCode == 0, sandboxed.Text);
    }

    [GeneratedRegex(@"→ .*: (.+)\n")]
    private static partial Regex Remedy();
}
