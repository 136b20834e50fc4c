using System.Text.RegularExpressions;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>mtu</c> of assertions: packets of the exact size pass, and those that are a byte larger do not.</summary>
public sealed class PacketSizeTests : IDisposable
{
    private const string Bridge = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: net}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"], mtu: 1450}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: net}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, network: net, ports: ["8080:80"]}
        """;

    // The way from the network of the one to that of the other goes by the host, which says so when packets are too large.
    private const string Routed = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: wide}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"], mtu: 1500}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: narrow}
        spec: {mode: bridge, subnets: [10.30.0.0/24, "fd00:30::/64"], mtu: 1400, reachableFrom: [wide]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: wide}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, network: narrow}
        """;

    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    private static string Overlay(string first, string second) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: net}
        spec: {mode: overlay, subnets: [10.20.0.0/24, "fd00:20::/64"], overlay: {vni: 4200} }
        ---
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: a}
        spec: {address: "{{first}}" }
        ---
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: b}
        spec: {address: "{{second}}" }
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, node: a, network: net, addresses: [10.20.0.11, "fd00:20::11"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, node: b, network: net, addresses: [10.20.0.12, "fd00:20::12"]}
        """;

    public static TheoryData<string, string, int> Networks => new()
    {
        { "bridge", Bridge, 1450 },
        { "routed", Routed, 1400 },
        { "overlay", Overlay("192.0.2.1", "192.0.2.2"), 1450 },
        { "overlay over IPv6", Overlay("2001:db8::1", "2001:db8::2"), 1430 },
    };

    // One asks two by each protocol, in both families.
    private static string Assertions(int mtu) => string.Concat(((string[])["icmp", "udp/5", "tcp/5"]).Select(service => $$"""

        ---
        apiVersion: reconciler/v1
        kind: Reachability
        metadata: {name: {{service.Replace('/', '-')}}}
        spec: {from: {attachment: one}, to: {attachment: two, port: {{service}}}, mtu: {{mtu}} }

        """));

    private Result Rehearse(string documents) => host.Reconciler($"rehearse {host.Write(documents)}");

    [Theory]
    [MemberData(nameof(Networks))]
    public void Packets_pass_up_to_the_size_that_the_way_takes(string name, string network, int mtu)
    {
        Result whole = Rehearse(network + Assertions(mtu));
        Assert.True(whole.ExitCode == 0, name + whole.Text);
        Assert.Contains("Proven: 6 questions", whole.Output, StringComparison.Ordinal);
        Result larger = Rehearse(network + Assertions(mtu + 1));
        Assert.Equal(1, larger.ExitCode);
        foreach (string service in (string[])["icmp", "udp/5", "tcp/5"])
        {
            MatchCollection said = Regex.Matches(larger.Errors, $@"error RC4020: {service} of one to two \(.*\): packets of {mtu + 1} bytes do not pass, the way takes at most {mtu}\n");
            Assert.True(said.Count == 2, larger.Text);
        }
    }

    [Fact]
    public void Published_ports_are_asked_for_with_packets_of_a_size_too()
    {
        string assertion = "\n---\n{apiVersion: reconciler/v1, kind: Reachability, metadata: {name: public}, spec: {from: {outside: true}, to: {published: tcp/8080}, mtu: 1450}}\n";
        Result whole = Rehearse(Bridge + assertion);
        Assert.True(whole.ExitCode == 0, whole.Text);
        Result larger = Rehearse(Bridge + assertion.Replace("1450", "1451", StringComparison.Ordinal));
        Assert.Contains("at most 1450\n", larger.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_not_reached_at_all_is_not_said_to_be_reached_by_small_packets()
    {
        Result result = Rehearse(Routed.Replace("reachableFrom: [wide]", "reachableFrom: []", StringComparison.Ordinal) + Assertions(1400));
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(6, Regex.Count(result.Errors, "error RC4001: "));
        Assert.DoesNotContain("RC4020", result.Errors, StringComparison.Ordinal);
    }
}
