namespace Reconciler.EndToEnd.Tests;

/// <summary>Containers on a bridge that is somebody else's.</summary>
public sealed class ExternalBridgeTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: shared}
        spec: {mode: bridge, subnets: [{cidr: 198.51.100.0/24, gateway: 198.51.100.1}], bridge: {interface: br0, external: true}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: shared, addresses: [198.51.100.20]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, network: shared, addresses: [198.51.100.21]}
        """;

    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    private void MakeBridge() => Host.Sh("""
        ip link add br0 type bridge; ip link set br0 mtu 1400 up; ip addr add 198.51.100.1/24 dev br0
        ip netns add machine; ip link add port0 type veth peer name eth0 netns machine; ip link set port0 master br0 up
        ip -n machine addr add 198.51.100.2/24 dev eth0; ip -n machine link set eth0 up
        """);

    [Fact]
    public void They_reach_each_other_the_bridge_and_what_else_is_on_it()
    {
        MakeBridge();
        Host.Apply(Documents);
        Assert.Contains(" mtu 1400 ", Host.Sh("ip -n one link show eth0"), StringComparison.Ordinal);
        laboratory.Serve("two", 7);
        laboratory.Serve("machine", 7);
        laboratory.Serve(null, 7);
        Assert.Equal("198.51.100.20", laboratory.Ask("one", "198.51.100.21", 7));
        Assert.Equal("198.51.100.20", laboratory.Ask("one", "198.51.100.2", 7));
        Assert.Equal("198.51.100.20", laboratory.Ask("one", Laboratory.HostAddress, 7));
        Assert.Equal("198.51.100.1", laboratory.Ask(null, "198.51.100.21", 7));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void The_bridge_stays_as_it_is()
    {
        MakeBridge();
        Host.Sh("until ip link show dev br0 | grep -q 'state UP'; do sleep 0.02; done");
        string before = Host.State();
        Host.Apply(Documents);
        Assert.Equal("", Host.Sh("nft list ruleset"));
        Assert.Equal(0, Host.Reconciler("destroy").ExitCode);
        Assert.Equal(before, Host.State());
    }

    [Theory]
    [InlineData("true", "RC2018: this host has no bridge 'br0'")]
    [InlineData("ip link add br0 type veth peer name x", "RC2018: 'br0' is no bridge (type veth peer host:x)")]
    public void Something_else_is_not_joined(string prepare, string words)
    {
        Host.Sh(prepare);
        Result result = Host.Reconciler($"apply {Host.Write(Documents)}");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
    }
}
