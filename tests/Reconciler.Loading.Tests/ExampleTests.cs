using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Tests;

/// <summary>The examples of the repository load as they read.</summary>
public class ExampleTests
{
    private static readonly LoadResult Quickstart = Loader.Load([Repository.Path("examples/quickstart")], TextReader.Null);

    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateDirectories(Repository.Path("examples")).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_valid(string name) =>
        Assert.Empty(Loader.Load([Repository.Path($"examples/{name}")], TextReader.Null).Diagnostics);

    [Fact]
    public void The_quickstart_becomes_what_it_says()
    {
        Assert.Equal(
            new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [new() { Cidr = IpPrefix.Parse("10.20.0.0/24") }] },
            Assert.Single(Quickstart.Documents.Networks).Spec);
        Assert.Equal(
            [
                new ContainerAttachmentSpec
                {
                    Container = new ContainerSpec.Netns("web-1"),
                    Network = "web",
                    Addresses = [IpAddress.Parse("10.20.0.10")],
                    Ports = [new() { Host = new(8080), Container = new(80) }],
                },
                new ContainerAttachmentSpec { Container = new ContainerSpec.Netns("web-2"), Network = "web" },
            ],
            Quickstart.Documents.Attachments.Select(a => a.Spec));
    }

    [Theory]
    [InlineData("metadata.name", "6:9")]
    [InlineData("spec.mode", "8:9")]
    [InlineData("spec.subnets", "9:12")]
    [InlineData("spec.subnets[0]", "9:13")]
    [InlineData("spec.subnets[0].gateway", "9:13")]
    [InlineData("spec.mtu", "7:1")]
    [InlineData("spec.bridge.interface", "7:1")]
    [InlineData("spec.subnets[1]", "9:3")]
    public void Paths_lead_to_values_or_else_to_the_nearest_parent(string path, string place)
    {
        SourceLocation at = Quickstart.Documents.Networks[0].At(path);
        Assert.Equal((Repository.Path("examples/quickstart/web.yaml"), place), (at.File, $"{at.Line}:{at.Column}"));
    }
}
