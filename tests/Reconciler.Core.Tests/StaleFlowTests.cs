using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>Which connections a plan makes stale.</summary>
public class StaleFlowTests
{
    private const string Host = "192.0.2.10";
    private const string Client = "198.51.100.7";

    private static readonly Snapshot Bare = new([new(new Address(NamespaceId.Host, "eth0", IpPrefix.Parse($"{Host}/24")), Ownership.Foreign)], [], []);

    private static Plan PlanFor(DocumentSet documents, Snapshot observed) => Planner.Plan(Compiler.Compile(documents, "default", observed), observed);

    private static StaleFlows Between(DocumentSet before, DocumentSet after) => PlanFor(after, Simulation.Run(Bare, PlanFor(before, Bare))).StaleFlows;

    private static StaleFlows Between(PortSpec[] before, PortSpec[] after, Uplink uplink = Uplink.Nat) => Between(Web(uplink, before), Web(uplink, after));

    private static DocumentSet Web(Uplink uplink, params PortSpec[] ports) => Set(
        [Network("web", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.20.0.0/24")], Uplink = UplinkSpec.Of(uplink) })],
        [Attachment("web-1", "web", more: s => s with { Addresses = [IpAddress.Parse("10.20.0.10")], Ports = ports.ToValueList() })]);

    private static PortSpec Port(ushort host, ushort container, params string[]? from) => new()
    {
        Host = new(host),
        Container = new(container),
        Protocol = TransportProtocol.Udp,
        AllowFrom = from is { Length: > 0 } ? from.Select(IpPrefix.Parse).ToValueList() : null,
    };

    // As in 'udp 198.51.100.7 192.0.2.10:53 10.20.0.10:53'; '+' in front: it is established.
    private static TrackedFlow Flow(string text)
    {
        string[] words = text.TrimStart('+').Split(' ');
        (IpAddress asked, ushort port) = At(words[2]);
        (IpAddress answers, ushort from) = At(words[3]);
        return new(Enum.Parse<TransportProtocol>(words[0], ignoreCase: true), IpAddress.Parse(words[1]), asked, port, answers, from, text[0] == '+');
    }

    private static (IpAddress, ushort) At(string text) => (IpAddress.Parse(text.Split(':')[0]), ushort.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData($"udp {Client} {Host}:53 10.20.0.10:5353", true)]
    [InlineData($"+udp {Client} {Host}:53 10.20.0.10:5353", true)]
    [InlineData($"udp {Client} {Host}:54 10.20.0.10:5354", false)]
    [InlineData($"tcp {Client} {Host}:53 10.20.0.10:5353", false)]
    [InlineData($"udp {Client} {Host}:53 10.20.0.99:5353", false)]
    [InlineData($"udp {Client} {Host}:53 10.20.0.10:5454", false)]
    [InlineData($"udp {Client} {Host}:53 {Host}:53", false)]
    [InlineData("udp 10.20.0.10 203.0.113.1:53 203.0.113.1:53", false)]
    [InlineData($"udp 127.0.0.1 127.0.0.1:53 10.20.0.10:5353", true)]
    public void What_was_led_by_a_port_that_goes_is_stale(string flow, bool isStale) =>
        Assert.Equal(isStale, Between([Port(53, 5353), Port(54, 5354)], [Port(54, 5354)]).Contains(Flow(flow)));

    [Theory]
    [InlineData($"udp {Client} {Host}:53 {Host}:53", true)]
    [InlineData($"+udp {Client} {Host}:53 {Host}:53", true)]
    [InlineData("udp 127.0.0.1 127.0.0.1:53 127.0.0.1:53", true)]
    [InlineData($"udp {Client} {Host}:54 {Host}:54", false)]
    [InlineData("udp 10.20.0.10 203.0.113.1:53 203.0.113.1:53", false)]
    [InlineData($"udp {Client} {Host}:53 10.99.0.1:53", false)]
    public void What_reached_the_host_before_a_port_came_is_stale(string flow, bool isStale) =>
        Assert.Equal(isStale, Between([], [Port(53, 5353)]).Contains(Flow(flow)));

    [Theory]
    [InlineData($"tcp {Client} {Host}:80 {Host}:80", true)]
    [InlineData($"+tcp {Client} {Host}:80 {Host}:80", false)]
    public void What_is_connected_to_a_service_of_the_host_is_not(string flow, bool isStale) =>
        Assert.Equal(isStale, Between([], [Port(80, 80) with { Protocol = TransportProtocol.Tcp }]).Contains(Flow(flow)));

    [Theory]
    [InlineData($"udp {Client} {Host}:53 10.20.0.10:5353", true)]
    [InlineData($"udp {Client} {Host}:53 10.20.0.10:5354", false)]
    public void What_leads_elsewhere_by_now_is_stale(string flow, bool isStale) =>
        Assert.Equal(isStale, Between([Port(53, 5353)], [Port(53, 5354)]).Contains(Flow(flow)));

    [Theory]
    [InlineData($"udp {Client} {Host}:53 10.20.0.10:53", true)]
    [InlineData($"udp 203.0.113.7 {Host}:53 10.20.0.10:53", false)]
    [InlineData($"udp {Host} {Host}:53 10.20.0.10:53", false)]
    [InlineData($"udp 127.0.0.1 127.0.0.1:53 10.20.0.10:53", false)]
    public void Who_is_not_let_in_any_more_is_stale(string flow, bool isStale) =>
        Assert.Equal(isStale, Between([Port(53, 53)], [Port(53, 53, "203.0.113.0/24")]).Contains(Flow(flow)));

    [Theory]
    [InlineData($"udp {Client} 10.20.0.10:53 10.20.0.10:53", true)]
    [InlineData($"udp {Client} 10.20.0.11:53 10.20.0.11:53", false)]
    public void On_a_routed_network_it_is_asked_for_by_its_own_address(string flow, bool isStale) =>
        Assert.Equal(isStale, Between([Port(53, 53)], [], Uplink.Routed).Contains(Flow(flow)));

    [Fact]
    public void With_the_uplink_its_ports_go() =>
        Assert.True(Between(Web(Uplink.Nat, Port(53, 53)), Web(Uplink.None, Port(53, 53))).Contains(Flow($"udp {Client} {Host}:53 10.20.0.10:53")));

    [Fact]
    public void With_the_table_they_go_too() =>
        Assert.True(Between(Web(Uplink.Nat, Port(53, 53)), DocumentSet.Empty).Contains(Flow($"udp {Client} {Host}:53 10.20.0.10:53")));

    [Fact]
    public void A_plan_that_changes_no_port_has_none()
    {
        DocumentSet more = Set([Network("web", "10.20.0.0/24"), Network("more", "10.30.0.0/24")], Web(Uplink.Nat, Port(53, 53)).Attachments);
        Assert.True(Between(Web(Uplink.Nat, Port(53, 53)), more).IsEmpty);
        Assert.False(Between([], [Port(53, 53)]).IsEmpty);
    }
}
