using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What documents say without an assertion.</summary>
public class ImpliedAssertionTests
{
    private static readonly ValueList<IpAddress> Outside = [IpAddress.Parse("203.0.113.1"), IpAddress.Parse("2001:db8::1")];

    private static string[] Implied(DocumentSet documents) =>
    [
        .. new ImpliedAssertions(documents, Outside).All().Select(a =>
            $"{NameOf(a.Spec.From)} {(a.Spec.To.Containers is { } c ? NameOf(c) : a.Spec.To.Address?.ToString() ?? "published")} {a.Spec.To.Service} {a.Spec.Expect}"),
    ];

    private static string NameOf(EndpointSpec endpoint) => endpoint is EndpointSpec.Attachment one ? one.Name : "outside";

    private static DocumentSet Two(NetworkSpec a, NetworkSpec b) => Set(
        [Network("a", a with { Subnets = [Subnet("10.1.0.0/24")] }), Network("b", b with { Subnets = [Subnet("10.2.0.0/24")] })],
        [Attachment("a1", "a", more: s => s with { Ports = [new() { Host = new(80), Container = new(80) }] }), Attachment("b1", "b"), Attachment("b2", "b")]);

    private static NetworkSpec Bridge => new() { Mode = NetworkMode.Bridge };

    [Fact]
    public void Networks_are_apart_and_only_ports_are_open() => Assert.Equal(
        [
            "b1 b2 icmp Allowed", "b2 b1 icmp Allowed", "b1 a1 tcp/9 Denied", "a1 b1 tcp/9 Denied",
            "outside a1 tcp/9 Denied", "outside published tcp/80 Allowed", "outside b1 tcp/9 Denied", "outside b2 tcp/9 Denied",
            "a1 203.0.113.1 icmp Allowed", "b1 203.0.113.1 icmp Allowed", "b2 203.0.113.1 icmp Allowed",
        ],
        Implied(Two(Bridge, Bridge)));

    [Theory]
    [InlineData("203.0.113.0/24", "Allowed")]
    [InlineData("198.51.100.0/24", "Denied")]
    [InlineData("2001:db8::/64", "Denied")]
    public void A_guarded_port_is_open_to_the_outside_only_where_it_is_let_in(string allowFrom, string expected)
    {
        DocumentSet documents = Set([Network("a", "10.1.0.0/24")], [Guarded(allowFrom)]);
        Assert.Contains($"outside published tcp/80 {expected}", Implied(documents));
        Assert.DoesNotContain(new ImpliedAssertions(documents, []).Published(), a => a.Spec.To.Published is not null);
    }

    [Fact]
    public void Of_a_port_that_is_open_to_the_outside_in_one_family_only_nothing_is_said()
    {
        DocumentSet documents = Set([Network("a", "10.1.0.0/24", "fd00:1::/64")], [Guarded("203.0.113.0/24")]);
        Assert.DoesNotContain(Implied(documents), a => a.Contains("published", StringComparison.Ordinal));
    }

    private static Document<ContainerAttachmentSpec> Guarded(string allowFrom) => Attachment("a1", "a", more: s => s with
    {
        Ports = [new() { Host = new(80), Container = new(80), AllowFrom = [IpPrefix.Parse(allowFrom)] }],
    });

    [Theory]
    [InlineData("b1 b2 icmp Denied")]
    [InlineData("a1 b1 tcp/9 Allowed")]
    [InlineData("b1 a1 tcp/9 Denied")]
    public void Fields_open_and_close(string assertion) => Assert.Contains(
        assertion, Implied(Two(Bridge, Bridge with { InterContainerTraffic = InterContainerTraffic.Deny, ReachableFrom = ["a"] })));

    [Fact]
    public void A_network_without_a_way_out_reaches_nothing()
    {
        string[] implied = Implied(Two(Bridge, Bridge with { Uplink = UplinkSpec.Of(Uplink.None), ReachableFrom = ["a"] }));
        Assert.Contains("b1 203.0.113.1 icmp Denied", implied);
        // An answer would have no way back: nothing is said of it.
        Assert.DoesNotContain(implied, a => a.StartsWith("a1 b1", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_container_on_several_networks_only_what_each_says_alone()
    {
        DocumentSet documents = Set([Network("a", "10.1.0.0/24"), Network("b", "10.2.0.0/24")], [Attachment("a1", "a", "one"), Attachment("b1", "b", "one")]);
        Assert.Equal(["outside a1 tcp/9 Denied", "outside b1 tcp/9 Denied"], Implied(documents));
    }

    [Fact]
    public void Containers_of_one_name_on_two_nodes_are_two()
    {
        Document<NetworkSpec> mesh = Network("a", new NetworkSpec { Mode = NetworkMode.Overlay, Subnets = [Subnet("10.1.0.0/24")], Overlay = new() { Vni = 1 } });
        DocumentSet documents = Set([mesh], [Attachment("a1", "a", "web", s => s with { Node = "n1" }), Attachment("a2", "a", "web", s => s with { Node = "n2" })]);
        Assert.Contains("a1 a2 icmp Allowed", Implied(documents));
        Assert.Contains("a1 203.0.113.1 icmp Allowed", Implied(documents));
    }

    [Fact]
    public void Of_a_large_network_everybody_asks_some()
    {
        DocumentSet documents = Set([Network("a", "10.1.0.0/24")], Enumerable.Range(0, 100).Select(i => Attachment($"c{i}", "a")));
        Assert.Equal(100 * 7, Implied(documents).Count(a => a.Contains(" c", StringComparison.Ordinal) && a.Contains("icmp", StringComparison.Ordinal)));
    }
}
