using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>Which document is named when an answer is not as expected.</summary>
public class RemedyTests
{
    private const string Table = "inet reconciler-default";

    private static readonly Place Host = new("n1", NamespaceId.Host, "n1", []);
    private static readonly Place Outside = new(LaboratoryLayout.OutsideName, NamespaceId.Host, "outside", []);
    private static readonly IpAddress There = IpAddress.Parse("10.2.0.2");

    private static readonly Remedies Remedies = new(
        Set(
            [
                Network("front", "10.1.0.0/24"),
                Network("back", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.2.0.0/24")], Uplink = UplinkSpec.Of(Uplink.None), ReachableFrom = ["front"] }),
                Network("open", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.3.0.0/24")], Uplink = UplinkSpec.Of(Uplink.Routed) }),
            ],
            [
                Attachment("web", "front", more: a => a with { Routes = [new() { To = IpPrefix.Parse("10.2.0.0/16"), Type = Documents.RouteType.Blackhole }] }),
                Attachment("web-2", "front", more: a => a with { Ports = [new() { Host = new(15432), Container = new(5432), AllowFrom = [IpPrefix.Parse("192.0.2.0/24")] }] }),
                Attachment("db", "back"), Attachment("api", "open", more: a => a with { Ports = [new() { Host = new(80, 80), Container = new(80, 80) }] }),
            ]),
        Table);

    private static Place In(string container) => container switch
    {
        "host" => Host,
        "outside" => Outside,
        _ => new("n1", NamespaceId.Named(container), container, []),
    };

    private static string? Of(string from, string? to, Decision decision, TargetSpec? target = null)
    {
        ReachabilitySpec spec = new() { From = new EndpointSpec.Outside(), To = target ?? new() { Address = There } };
        Document<ReachabilitySpec> assertion = new(new("Reachability", "it"), new("it", []), spec, Network("any").Source);
        return Remedies.Of(new(assertion, In(from), "it", There, ServiceSpec.Echo, to is null ? null : In(to), ServiceSpec.Echo), decision);
    }

    private static Decision.ByRule Rule(bool drops, string table = Table) => new(Host, table, "judge", "drop", drops);

    [Theory]
    [InlineData("db", "web", "'reachableFrom: [back]' in Network/front would let it pass")]
    [InlineData("outside", "db", "'ports' in ContainerAttachment/db would publish it by the host's address")]
    [InlineData("db", null, "'uplink: nat' in Network/back would give its containers a way out")]
    [InlineData("outside", null, null)]
    public void What_our_rules_drop_a_field_lets_pass(string from, string? to, string? remedy) => Assert.Equal(remedy, Of(from, to, Rule(drops: true)));

    [Theory]
    [InlineData("web", "web-2", "'interContainerTraffic: deny' in Network/front would keep its containers apart")]
    [InlineData("web", "db", "it is open to them by 'reachableFrom' in Network/back")]
    [InlineData("db", "web", null)]
    [InlineData("web", null, "'uplink: none' in Network/front would leave its containers no way out")]
    [InlineData("outside", "api", "it is open to all by 'uplink: routed' in Network/open and 'ports' in ContainerAttachment/api")]
    [InlineData("outside", "web", null)]
    [InlineData("host", "web", "a host reaches its own containers in any case")]
    [InlineData("outside", null, null)]
    public void What_nobody_keeps_back_a_field_does(string from, string? to, string? remedy)
    {
        Assert.Equal(remedy, Of(from, to, Rule(drops: false)));
        Assert.Equal(remedy, Of(from, to, new Decision.Unhindered()));
    }

    [Fact]
    public void Who_is_not_let_in_could_be()
    {
        Place outside = Outside with { Addresses = [IpAddress.Parse("203.0.113.1")] };
        Document<ReachabilitySpec> assertion = new(new("Reachability", "it"), new("it", []), new ReachabilitySpec { From = new EndpointSpec.Outside(), To = new() { Published = new(TransportProtocol.Tcp, 15432) } }, Network("any").Source);
        Probe At(ushort port) => new(assertion, outside, "it", There, new(TransportProtocol.Tcp, 15432), In("web-2"), new(TransportProtocol.Tcp, port));
        Assert.Equal("'allowFrom' of the port in ContainerAttachment/web-2 would have to include 203.0.113.1", Remedies.Of(At(5432), Rule(drops: true)));
        Assert.Equal("'ports' in ContainerAttachment/web-2 would publish it by the host's address", Remedies.Of(At(5433), Rule(drops: true)));
    }

    [Fact]
    public void What_is_published_is_open_by_its_ports() => Assert.Equal(
        "it is open to all by 'ports' in ContainerAttachment/api",
        Of("outside", "api", Rule(drops: false), new() { Published = new(TransportProtocol.Tcp, 80) }));

    [Fact]
    public void Of_what_others_decide_no_document_is_named()
    {
        Assert.Equal(
            "'ip filter' is somebody else's: whoever makes it must let pass what these networks send and receive",
            Of("db", "web", Rule(drops: true, "ip filter")));
        Assert.Null(Of("web", "db", Rule(drops: false, "ip filter")));
        Assert.Null(Of("web", "db", new Decision.NoNeighbour(In("web"), There)));
        Assert.Null(Of("web", "db", new Decision.NoRoute(Host, There)));
    }

    [Fact]
    public void Ways_are_given_by_uplinks_and_routes()
    {
        Assert.Equal("'uplink' in Network/back gives its containers no way out; 'nat' or 'routed' would", Of("web", "db", new Decision.NoRoute(In("db"), There, Back: true)));
        Assert.Null(Of("web", "db", new Decision.NoRoute(In("web"), There)));
        Assert.Equal("it is said by 'routes' in ContainerAttachment/web", Of("web", "db", new Decision.NoRoute(In("web"), There, Reason: "its route is 'blackhole 10.2.0.0/16'")));
        Assert.Equal("'interContainerTraffic: allow' in Network/front would let its containers reach each other", Of("web", "web-2", new Decision.IsolatedPorts("br-front")));
    }

    [Fact]
    public void Where_documents_are_not_applied_they_are_applied_first()
    {
        DocumentSet documents = Set([Network("front", "10.1.0.0/24")], [Attachment("web", "front")]);
        Document<ReachabilitySpec> assertion = new(new("Reachability", "it"), new("it", []), new() { From = new EndpointSpec.Host(), To = new() { Address = There } }, Network("any").Source);
        Probe probe = new(assertion, Host, "web", There, ServiceSpec.Echo, In("web"), ServiceSpec.Echo);
        Remedies remedies = Remedies.For(documents, "default", areApplied: false);
        Assert.Equal("the host is not as the documents say: 'reconciler apply' first, and prove again", remedies.Of(probe, Rule(drops: true)));
        Assert.StartsWith("'ip filter' is somebody else's", remedies.Of(probe, Rule(drops: true, "ip filter")), StringComparison.Ordinal);
        Assert.Equal("'ports' in ContainerAttachment/web would publish it by the host's address", Remedies.For(documents, "default").Of(probe with { From = Outside }, Rule(drops: true)));
    }
}
