using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What laboratories look like, which questions assertions come to, and what answers mean.</summary>
public class RehearsalTests
{
    private static readonly Place Web = new("n1", NamespaceId.Named("web"), "web", [IpAddress.Parse("10.0.0.2"), IpAddress.Parse("fd00::2")]);
    private static readonly Place Db = new("n2", NamespaceId.Named("db"), "db", [IpAddress.Parse("10.0.0.3")]);
    private static readonly Place First = new("n1", NamespaceId.Host, "n1", [IpAddress.Parse("192.0.2.1"), IpAddress.Parse("2001:db8::1")]);
    private static readonly Place Second = new("n2", NamespaceId.Host, "n2", [IpAddress.Parse("192.0.2.2")]);
    private static readonly Place Outside = new(LaboratoryLayout.OutsideName, NamespaceId.Host, "outside", [IpAddress.Parse("192.0.2.9"), IpAddress.Parse("2001:db8::9")]);

    private static readonly ProbePlan Plan = new(
    [
        new(Attachment("web", "net", more: a => a with { Ports = [new() { Host = new(8080, 8089), Container = new(80, 89) }] }), Web),
        new(Attachment("db", "net"), Db),
    ], [First, Second], Outside);

    private static Document<ReachabilitySpec> Assertion(EndpointSpec from, TargetSpec to, Func<ReachabilitySpec, ReachabilitySpec>? more = null)
    {
        Document<NetworkSpec> anything = Network("net", "10.0.0.0/24");
        ReachabilitySpec spec = new() { From = from, To = to };
        return new(new("Reachability", "it"), new("it", []), more is null ? spec : more(spec), anything.Source);
    }

    private static string[] Questions(EndpointSpec from, TargetSpec to) =>
        [.. Plan.Of(Assertion(from, to)).Select(p => $"{p.From.Name} {p.Address} {p.Service} {p.Listener?.Name} {p.Answers}")];

    private static ServiceSpec Tcp(ushort port) => new(TransportProtocol.Tcp, port);

    [Fact]
    public void Everybody_asks_everybody_else_in_common_families() => Assert.Equal(
        ["web 10.0.0.3 tcp/5 db tcp/5", "db 10.0.0.2 tcp/5 web tcp/5"],
        Questions(new EndpointSpec.Network("net"), new() { Containers = new EndpointSpec.Network("net"), Port = Tcp(5) }).Order(StringComparer.Ordinal).Reverse());

    [Fact]
    public void A_published_port_is_asked_for_by_the_hosts_addresses_and_answered_in_the_container() => Assert.Equal(
        ["outside 192.0.2.1 tcp/8083 web tcp/83", "outside 2001:db8::1 tcp/8083 web tcp/83"],
        Questions(new EndpointSpec.Outside(), new() { Published = Tcp(8083) }));

    [Fact]
    public void The_host_is_the_one_of_the_container() => Assert.Equal(
        ["n2 10.0.0.3 icmp db icmp"], Questions(new EndpointSpec.Host(), new() { Containers = new EndpointSpec.Attachment("db") }));

    [Theory]
    [InlineData("10.0.0.2", "db 10.0.0.2 icmp web icmp")]
    [InlineData("192.0.2.1", "db 192.0.2.1 icmp n1 icmp")]
    [InlineData("192.0.2.9", "db 192.0.2.9 icmp outside icmp")]
    [InlineData("198.18.0.1", "db 198.18.0.1 icmp  icmp")]
    public void Whoever_has_an_address_answers(string address, string question) => Assert.Equal(
        [question], Questions(new EndpointSpec.Attachment("db"), new() { Address = IpAddress.Parse(address) }));

    [Fact]
    public void Without_a_family_in_common_nothing_is_asked() => Assert.Empty(
        Questions(new EndpointSpec.Attachment("db"), new() { Address = IpAddress.Parse("fd00::2") }));

    [Theory]
    [InlineData(Expectation.Allowed, true, "10.0.0.2", 5, null)]
    [InlineData(Expectation.Allowed, false, null, 5, "RC4001")]
    [InlineData(Expectation.Denied, true, "10.0.0.2", 5, "RC4002")]
    [InlineData(Expectation.Denied, false, null, 5, null)]
    [InlineData(Expectation.Allowed, true, "192.0.2.1", 5, "RC4003")]
    [InlineData(Expectation.Allowed, true, "10.0.0.2", 50, "RC4004")]
    public void Answers_mean_what_the_assertion_says(Expectation expect, bool reached, string? seen, int milliseconds, string? code)
    {
        Document<ReachabilitySpec> assertion = Assertion(
            new EndpointSpec.Attachment("web"), new() { Containers = new EndpointSpec.Attachment("db"), Port = Tcp(5) },
            spec => spec with { Expect = expect, PreservesSource = true, Within = TimeSpan.FromMilliseconds(20) });
        ProbeResult result = new(Plan.Of(assertion).First(), reached, seen is null ? null : IpAddress.Parse(seen), TimeSpan.FromMilliseconds(milliseconds), reached ? null : "nothing");
        Assert.Equal(code, RehearsalDiagnostics.Of(result)?.Code);
    }

    [Fact]
    public void Packets_that_are_too_large_are_told_with_the_size_that_passes()
    {
        Document<ReachabilitySpec> assertion = Assertion(
            new EndpointSpec.Attachment("web"), new() { Containers = new EndpointSpec.Attachment("db") }, spec => spec with { Mtu = 1450 });
        ProbeResult result = new(Plan.Of(assertion).First(), false, null, TimeSpan.Zero, "nothing") { Passing = 1400 };
        Diagnostic fault = RehearsalDiagnostics.Of(result)!;
        Assert.Equal(("RC4020", "icmp of web to db (10.0.0.3): packets of 1450 bytes do not pass, the way takes at most 1400"), (fault.Code, fault.Message));
    }

    [Fact]
    public void What_cannot_be_told_is_not_proven()
    {
        Document<ReachabilitySpec> assertion = Assertion(
            new EndpointSpec.Attachment("web"), new() { Containers = new EndpointSpec.Attachment("db"), Port = Tcp(5) }, spec => spec with { Expect = Expectation.Denied });
        Diagnostic? fault = RehearsalDiagnostics.Of(new ProbeResult(Plan.Of(assertion).First(), false, null, TimeSpan.Zero, "nothing") { Untold = "nothing can listen there" });
        Assert.Equal((Severity.Error, "RC4023", "tcp/5 of web to db (10.0.0.3) proves nothing: nothing can listen there"), (fault!.Severity, fault.Code, fault.Message));
    }

    [Fact]
    public void Documents_without_nodes_are_for_all_hosts_whatever_a_node_is_called()
    {
        Assert.True(LaboratoryLayout.IsFor(Set([]), "n1"));
        DocumentSet named = Set([]) with { Nodes = [Node(LaboratoryLayout.OnlyHost, "192.0.2.1")] };
        Assert.True(LaboratoryLayout.IsFor(named, LaboratoryLayout.OnlyHost));
        Assert.False(LaboratoryLayout.IsFor(named, "n1"));
    }

    [Fact]
    public void A_laboratory_uses_no_address_that_a_document_has_a_use_for()
    {
        DocumentSet documents = Set([Network("a", "203.0.113.0/25", "2001:db8:ffff::/48"), Network("b", "198.51.0.0/16")]) with { Nodes = [Node("n1", "192.0.2.1"), Node("n2", "192.0.2.2")] };
        LaboratoryLayout layout = LaboratoryLayout.Of(documents);
        Assert.Equal(["n1", "n2"], layout.Hosts.Select(h => h.Name));
        Assert.Equal(IpAddress.Parse("100.64.0.1"), layout.OutsideAddress(IpFamily.IPv4));
        Assert.Contains(IpPrefix.Parse("192.0.2.2/32"), layout.Hosts[1].Interfaces[0].Addresses);
        Assert.DoesNotContain(layout.Hosts.SelectMany(h => h.Interfaces).SelectMany(i => i.Addresses), a => documents.Networks.SelectMany(n => n.Spec.Subnets).Any(s => s.Cidr.Overlaps(a)));
    }
}
