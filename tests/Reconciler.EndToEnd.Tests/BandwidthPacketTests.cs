using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Limits of bandwidth, measured: nothing is faster than what the document allows.</summary>
public sealed class BandwidthPacketTests : IDisposable
{
    private const int Bytes = 2_000_000;
    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    private static string Documents(string bandwidth) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec:
          container: web-1
          network: web
          addresses: [10.20.0.10]
          ports: ["9:9"]
          bandwidth: { {{bandwidth}} }
        """;

    // How long the bytes take from one namespace to a service that reads them, and confirms the last one.
    private double Seconds(string from, string to, string address)
    {
        Host.Background(to, $"socat TCP4-LISTEN:9,reuseaddr SYSTEM:'head -c {Bytes} >/dev/null; echo done'");
        Host.Sh($"until nsenter --net=/run/netns/{to} ss -Hltn sport = :9 | grep -q :9; do sleep 0.05; done");
        Result result = Host.RunIn(from, $"s=$(date +%s%N); head -c {Bytes} /dev/zero | socat -t60 - TCP4:{address}:9; e=$(date +%s%N); echo $((e - s))");
        string[] lines = result.Output.Split('\n');
        Assert.Equal("done", lines[0]);
        return long.Parse(lines[1], CultureInfo.InvariantCulture) / 1e9;
    }

    // 1 MB each second, after the burst that goes at once.
    [Theory]
    [InlineData("ingress: 8mbit")]
    [InlineData("egress: 8mbit")]
    public void Nothing_is_faster_than_allowed(string bandwidth)
    {
        Host.Apply(Documents(bandwidth));
        bool isIngress = bandwidth.StartsWith("ingress", StringComparison.Ordinal);
        double seconds = isIngress ? Seconds(Laboratory.Outside, "web-1", Laboratory.HostAddress) : Seconds("web-1", Laboratory.Outside, Laboratory.OutsideAddress);
        Assert.True(seconds > 1.8, $"{Bytes} bytes took {seconds} s");
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void A_limit_changes_and_goes_in_place()
    {
        Host.Apply(Documents("ingress: 8mbit, egress: 8mbit"));
        string index = Host.Sh("ip -o link show veth-web-1 | cut -d: -f1");
        Host.Apply(Documents("ingress: 40gbit"));
        Assert.Contains("tbf 52: root refcnt", Host.Sh("tc qdisc show dev veth-web-1"), StringComparison.Ordinal);
        Assert.Contains("rate 40Gbit", Host.Sh("tc qdisc show dev veth-web-1"), StringComparison.Ordinal);
        Assert.DoesNotContain("tbf", Host.RunIn("web-1", "tc qdisc show dev eth0").Output, StringComparison.Ordinal);
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
        Host.Apply(Documents(""));
        Assert.DoesNotContain("tbf", Host.Sh("tc qdisc show dev veth-web-1"), StringComparison.Ordinal);
        Assert.Equal(index, Host.Sh("ip -o link show veth-web-1 | cut -d: -f1"));
    }

    [Fact]
    public void Somebody_elses_discipline_is_not_replaced()
    {
        Host.Apply(Documents(""));
        Host.Sh("tc qdisc add dev veth-web-1 root handle 7: tbf rate 1gbit burst 64k limit 100000");
        Result result = Host.Reconciler($"apply {Host.Write(Documents("ingress: 8mbit"))}");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RC2001: qdisc/host/veth-web-1 root exists already and is not Reconciler's", result.Errors, StringComparison.Ordinal);
        Assert.Contains("tbf 7: root", Host.Sh("tc qdisc show dev veth-web-1"), StringComparison.Ordinal);
    }
}
