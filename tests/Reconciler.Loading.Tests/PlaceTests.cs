using Reconciler.Core.Documents;

namespace Reconciler.Loading.Tests;

/// <summary>Every value of a document can be found where it is written.</summary>
public class PlaceTests
{
    private static readonly LoadResult Loaded =
        Loader.Load([Repository.Path("tests/Reconciler.Loading.Tests/golden/valid/everything.yaml")], TextReader.Null);

    [Theory]
    [InlineData("apiVersion", "reconciler/v1")]
    [InlineData("kind", "Network")]
    [InlineData("metadata.name", "web")]
    [InlineData("metadata.labels", "{tier")]
    [InlineData("metadata.labels[tier]", "front,")]
    [InlineData("metadata.labels[example.com/team]", "a}")]
    [InlineData("spec.mode", "bridge")]
    [InlineData("spec.subnets[0]", "10.20.0.0/24")]
    [InlineData("spec.subnets[0].cidr", "10.20.0.0/24")]
    [InlineData("spec.subnets[1]", "cidr: fd00")]
    [InlineData("spec.subnets[1].cidr", "fd00:20::/64")]
    [InlineData("spec.subnets[1].gateway", "fd00:20::1\n")]
    [InlineData("spec.subnets[1].range", "fd00:20::1000/116")]
    [InlineData("spec.subnets[1].reserved[0]", "fd00:20::5]")]
    [InlineData("spec.subnets[1].reserved[1]", "reserved:")]
    [InlineData("spec.subnets[2]", "subnets:")]
    [InlineData("spec.mtu", "1450")]
    [InlineData("spec.uplink", "routed")]
    [InlineData("spec.reachableFrom[0]", "front]")]
    [InlineData("spec.bridge.interface", "br-web")]
    [InlineData("spec.bridge.stp", "bridge:\n")]
    [InlineData("spec.nothing.at[3].all", "spec:\n")]
    public void Values_of_a_network_stand_at(string path, string text) => AssertAt(Loaded.Documents.Networks[0].At(path), text);

    [Theory]
    [InlineData("metadata", "{name: web-1")]
    [InlineData("metadata.name", "web-1,")]
    [InlineData("spec.container", "web-1\n")]
    [InlineData("spec.container.netns", "web-1\n")]
    [InlineData("spec.interface", "eth0")]
    [InlineData("spec.hostInterface", "veth-web-1")]
    [InlineData("spec.addresses[1]", "fd00:20::10")]
    [InlineData("spec.mac", "02:42")]
    [InlineData("spec.ports[0].host", "8080:80")]
    [InlineData("spec.ports[1]", "\"127.0.0.1:8443:443\"")]
    [InlineData("spec.ports[3].protocol", "udp")]
    [InlineData("spec.ports[4].host", "9000-9009\n      container")]
    [InlineData("spec.ports[4].address", "host: 9000")]
    public void Values_of_an_attachment_stand_at(string path, string text) => AssertAt(Loaded.Documents.Attachments[0].At(path), text);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("spec.")]
    [InlineData("spec..mode")]
    [InlineData("spec.subnets[")]
    [InlineData("spec.subnets[x]")]
    [InlineData("spec.subnets[-1]")]
    [InlineData("spec.subnets[99999999999]")]
    [InlineData("[0]")]
    public void Paths_that_no_document_has_lead_to_something_of_the_document(string path) =>
        Assert.InRange(Loaded.Documents.Networks[0].At(path).Line, 4, 21);

    private static void AssertAt(SourceLocation at, string text)
    {
        string[] lines = Loaded.Sources[at.File].Split('\n');
        string rest = string.Join('\n', lines[(at.Line - 1)..])[(at.Column - 1)..];
        Assert.StartsWith(text, rest, StringComparison.Ordinal);
    }
}
