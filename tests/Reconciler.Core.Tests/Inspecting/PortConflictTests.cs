using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests.Inspecting;

/// <summary>Who else has the ports that documents publish.</summary>
public class PortConflictTests
{
    private static readonly LocalProcess Nginx = new(812, "nginx");

    private static DocumentSet Publishing(params PortSpec[] ports) => Set(
        [Network("web", "10.20.0.0/24", "fd00:20::/64")],
        [Attachment("web-1", "web", more: s => s with { Addresses = [IpAddress.Parse("10.20.0.10"), IpAddress.Parse("fd00:20::10")], Ports = ports.ToValueList() })]);

    private static PortSpec Port(string range, string? address = null, TransportProtocol protocol = TransportProtocol.Tcp)
    {
        ushort[] ends = [.. range.Split('-').Select(ushort.Parse)];
        PortRange ports = new(ends[0], ends[^1]);
        return new() { Host = ports, Container = ports, Protocol = protocol, Address = address is null ? null : IpAddress.Parse(address) };
    }

    private static PortConflicts Conflicts(DocumentSet wanted, DocumentSet? applied = null)
    {
        Snapshot before = applied is null ? Snapshot.Empty : Simulation.Run(Snapshot.Empty, Planner.Plan(Compiler.Compile(applied, "default", Snapshot.Empty), Snapshot.Empty));
        return new(Compiler.Compile(wanted, "default", before).Resources, before);
    }

    private static Listener On(string address, ushort port = 8080, bool takesIPv4 = true, TransportProtocol protocol = TransportProtocol.Tcp) =>
        new(protocol, IpAddress.Parse(address), port, takesIPv4, 77, 1000) { Process = Nginx };

    [Theory]
    [InlineData(null, "0.0.0.0", true)]
    [InlineData(null, "127.0.0.1", true)]
    [InlineData(null, "192.0.2.10", true)]
    [InlineData(null, "::", true)]
    [InlineData(null, "fd00::1", true)]
    [InlineData(null, "::1", false)]
    [InlineData("192.0.2.10", "0.0.0.0", true)]
    [InlineData("192.0.2.10", "::", true)]
    [InlineData("192.0.2.10", "192.0.2.10", true)]
    [InlineData("192.0.2.10", "192.0.2.11", false)]
    [InlineData("192.0.2.10", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "192.0.2.10", false)]
    [InlineData("fd00::1", "::", true)]
    [InlineData("fd00::1", "0.0.0.0", false)]
    public void A_socket_loses_where_packets_would_have_arrived_at_it(string? published, string bound, bool loses) =>
        Assert.Equal(loses, Conflicts(Publishing(Port("8080", published))).Losing([On(bound)]).Any());

    [Fact]
    public void A_socket_of_IPv6_alone_does_not_lose_what_comes_by_IPv4()
    {
        PortConflicts conflicts = Conflicts(Publishing(Port("8080", "192.0.2.10")));
        Assert.Empty(conflicts.Losing([On("::", takesIPv4: false)]));
        Assert.Single(conflicts.Losing([On("::", takesIPv4: true)]));
    }

    [Fact]
    public void Another_port_or_protocol_is_nobodys_matter()
    {
        PortConflicts conflicts = Conflicts(Publishing(Port("8080-8082"), Port("53", protocol: TransportProtocol.Udp)));
        Assert.Empty(conflicts.Losing([On("0.0.0.0", 8079), On("0.0.0.0", 8083), On("0.0.0.0", 53), On("0.0.0.0", 8081, protocol: TransportProtocol.Udp)]));
        Assert.Equal(2, conflicts.Losing([On("0.0.0.0", 8082), On("0.0.0.0", 53, protocol: TransportProtocol.Udp)]).Count());
    }

    [Fact]
    public void Several_sockets_at_a_port_are_one_fault()
    {
        Diagnostic fault = Assert.Single(Conflicts(Publishing(Port("8080"))).With([On("0.0.0.0"), On("::") with { Inode = 78 }, On("127.0.0.1") with { Inode = 79, Process = null }]));
        Assert.Equal("tcp/8080 is taken: 'nginx' (pid 812) listens on 0.0.0.0:8080 and [::]:8080, somebody (user 1000, no process that can be seen) listens on 127.0.0.1:8080", fault.Message);
        Assert.Equal((Severity.Error, "RC2030", new SourceLocation("web-1.yaml", 1, 1)), (fault.Severity, fault.Code, fault.At));
    }

    [Fact]
    public void Who_comes_after_a_port_is_published_is_named_and_prevents_nothing()
    {
        DocumentSet documents = Publishing(Port("8080"));
        Diagnostic later = Assert.Single(Conflicts(documents, documents).With([On("0.0.0.0")]));
        Assert.Equal((Severity.Warning, "tcp/8080 is published, and 'nginx' (pid 812) listens on 0.0.0.0:8080 in vain"), (later.Severity, later.Message));
        Diagnostic wider = Assert.Single(Conflicts(Publishing(Port("8080")), Publishing(Port("8080", "192.0.2.10"))).With([On("0.0.0.0")]));
        Assert.Equal(Severity.Error, wider.Severity);
    }

    [Fact]
    public void Ports_of_another_owner_are_told_together()
    {
        ForeignClaim[] claims = [.. Enumerable.Range(8081, 3).Select(p => new ForeignClaim(new Claimant.Owner("blue"), TransportProtocol.Tcp, IpFamily.IPv4, null, new((ushort)p)))];
        Diagnostic fault = Assert.Single(Conflicts(Publishing(Port("8080-8082"))).With(claims));
        Assert.Equal((Severity.Error, "RC2031", "tcp/8081-8082 is published by the owner 'blue' already"), (fault.Severity, fault.Code, fault.Message));
        DocumentSet documents = Publishing(Port("8080-8082"));
        Assert.Equal(Severity.Warning, Assert.Single(Conflicts(documents, documents).With(claims)).Severity);
    }

    [Theory]
    [InlineData(TransportProtocol.Tcp, null, null, true)]
    [InlineData(null, IpFamily.IPv4, null, true)]
    [InlineData(TransportProtocol.Udp, null, null, false)]
    [InlineData(TransportProtocol.Tcp, IpFamily.IPv6, null, false)]
    [InlineData(TransportProtocol.Tcp, IpFamily.IPv4, "192.0.2.10", true)]
    [InlineData(TransportProtocol.Tcp, IpFamily.IPv4, "192.0.2.11", false)]
    public void A_rule_of_others_is_named_where_it_is_about_the_same_packets(TransportProtocol? protocol, IpFamily? family, string? address, bool concerns)
    {
        ForeignClaim claim = new(new Claimant.Rule("ip nat", "DOCKER"), protocol, family, address is null ? null : IpAddress.Parse(address), new(8000, 9000));
        Diagnostic[] found = [.. Conflicts(Publishing(Port("8080", "192.0.2.10"))).With([claim])];
        Assert.Equal(concerns ? ["a rule of 'ip nat DOCKER', which is not Reconciler's, leads tcp/8080 elsewhere: whose rule is asked first decides"] : [], found.Select(d => d.Message));
        Assert.All(found, d => Assert.Equal((Severity.Warning, "RC2032"), (d.Severity, d.Code)));
    }

    [Fact]
    public void Nothing_is_looked_for_where_nothing_is_published() => Assert.Empty(Conflicts(Publishing()).Protocols);
}
