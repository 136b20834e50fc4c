using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Proving;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What of assertions a live host can be asked.</summary>
public class ProofPlanTests
{
    private static readonly OwnershipMark Mark = new("default");

    // Web and db are on this node, n1; the others are on n2.
    private static readonly DocumentSet Documents = WithNodes(
        [Network("net", "10.0.0.0/24")],
        [
            On("n1", "web", a => a with { Ports = [new() { Host = new(8080), Container = new(80) }] }),
            On("n1", "db"),
            On("n2", "far", a => a with { Addresses = [IpAddress.Parse("10.0.0.9")] }),
            On("n2", "unknown"),
        ], Node("n1", "192.0.2.1"), Node("n2", "192.0.2.2"));

    private static DocumentSet WithNodes(
        Document<NetworkSpec>[] networks, Document<ContainerAttachmentSpec>[] attachments, params Document<NodeSpec>[] nodes) =>
        Set(networks, attachments) with { Nodes = nodes.ToValueList() };

    private static Document<ContainerAttachmentSpec> On(string node, string name, Func<ContainerAttachmentSpec, ContainerAttachmentSpec>? more = null) =>
        Attachment(name, "net", more: a => (more?.Invoke(a) ?? a) with { Node = node });

    private static Document<ReachabilitySpec> Assertion(EndpointSpec from, TargetSpec to) =>
        new(new("Reachability", "it"), new("it", []), new ReachabilitySpec { From = from, To = to }, Documents.Networks[0].Source);

    private static EndpointSpec.Attachment Of(string name) => new(name);

    // The host with addresses of its own on two interfaces, and the containers that are attached.
    private static LivePlaces Live(string[] attached, string owner = "default", ValueList<PendingContainer> pending = default)
    {
        List<Observed> resources =
        [
            new(new Address(NamespaceId.Host, "br-other", IpPrefix.Parse("172.17.0.1/16")), Ownership.Foreign),
            new(new Address(NamespaceId.Host, "eth0", IpPrefix.Parse("192.0.2.1/24")), Ownership.Foreign),
            new(new Address(NamespaceId.Host, "eth0", IpPrefix.Parse("fe80::1/64")), Ownership.Foreign),
            new(new Address(NamespaceId.Host, "br-net", IpPrefix.Parse("10.0.0.1/24")), Ownership.Owned),
        ];
        for (int i = 0; i < attached.Length; i++)
        {
            NamespaceId there = NamespaceId.Named(attached[i]);
            resources.Add(new(
                new Link(NamespaceId.Host, $"veth{i}", new LinkType.Veth(new VethPeer(there, "eth0"))) { Alias = new OwnershipMark(owner).Alias(new("ContainerAttachment", attached[i])) },
                owner == Mark.Owner ? Ownership.Owned : Ownership.Foreign));
            resources.Add(new(new Address(there, "eth0", new(new IpAddress(IpFamily.IPv4, IpAddress.Parse("10.0.0.10").Bits + (UInt128)i), 24)), Ownership.Owned));
        }
        return new(Documents, "n1", new(resources, attached.Select(NamespaceId.Named), []), pending);
    }

    private static (string[] Asked, string[] Open, string[] Diagnostics) Plan(LivePlaces places, EndpointSpec from, TargetSpec to)
    {
        ProofPlan plan = ProofPlan.Of([Assertion(from, to)], places, Severity.Error);
        return (
            [.. plan.Asked.Select(p => $"{p.From.Name} {p.To} {p.Address}")],
            [.. plan.Open.Select(o => $"{o.Probe.From.Name} {o.Probe.To} {o.Probe.Address}")],
            [.. plan.Diagnostics.Select(d => $"{d.Severity} {d.Code}: {d.Message}")]);
    }

    [Fact]
    public void Containers_ask_by_the_addresses_that_they_have()
    {
        (string[] asked, string[] open, string[] diagnostics) = Plan(Live(["web", "db"]), Of("web"), new() { Containers = Of("db") });
        Assert.Equal(["web db 10.0.0.11"], asked);
        Assert.Empty(open);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Ports_are_published_on_the_addresses_of_the_host_of_which_its_nodes_comes_first() => Assert.Equal(
        ["db web by n1 192.0.2.1"], Plan(Live(["web", "db"]), Of("db"), new() { Published = new(TransportProtocol.Tcp, 8080) }).Asked);

    [Fact]
    public void What_is_asked_from_elsewhere_or_of_somebody_there_remains_open()
    {
        (string[] asked, string[] open, string[] diagnostics) = Plan(Live(["web", "db"]), new EndpointSpec.Network("net"), new() { Containers = Of("far") });
        Assert.Empty(asked);
        Assert.Equal(["web far 10.0.0.9", "db far 10.0.0.9", "unknown far 10.0.0.9"], open);
        Assert.Equal(["Warning RC4021: 3 questions of Reachability/it can only be asked in a rehearsal: icmp of web to far (10.0.0.9); icmp of db to far (10.0.0.9); icmp of unknown to far (10.0.0.9)"], diagnostics);
        Assert.Equal(["outside web 10.0.0.10"], Plan(Live(["web", "db"]), new EndpointSpec.Outside(), new() { Containers = Of("web") }).Open);
        Assert.Equal(["n2 web 10.0.0.10"], Plan(Live(["web", "db"]), new EndpointSpec.Node("n2"), new() { Containers = Of("web") }).Open);
    }

    [Fact]
    public void Whose_addresses_only_another_node_knows_is_not_said_to_have_none() => Assert.Equal(
        ["Warning RC4021: Reachability/it can only be proven in a rehearsal: who is asked is not on this host"],
        Plan(Live(["web", "db"]), Of("web"), new() { Containers = Of("unknown") }).Diagnostics);

    [Fact]
    public void An_address_that_nobody_known_has_is_asked_for() => Assert.Equal(
        ["web whoever has it 198.51.100.1"], Plan(Live(["web", "db"]), Of("web"), new() { Address = IpAddress.Parse("198.51.100.1") }).Asked);

    [Fact]
    public void Without_a_family_in_common_nothing_is_proven() => Assert.StartsWith(
        "Error RC4005", Plan(Live(["web", "db"]), Of("web"), new() { Address = IpAddress.Parse("2001:db8::1") }).Diagnostics.Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData("db", "web")]
    [InlineData("web", "db")]
    public void Who_is_not_attached_neither_asks_nor_is_asked(string from, string to)
    {
        (string[] asked, string[] open, string[] diagnostics) = Plan(Live(["web"]), Of(from), new() { Containers = Of(to) });
        Assert.Empty(asked);
        Assert.Empty(open);
        Assert.Equal(["Error RC4022: Reachability/it is not proven for ContainerAttachment/db (it is not attached)"], diagnostics);
    }

    [Fact]
    public void Who_is_waited_for_is_missed_with_the_reason()
    {
        PendingContainer pending = new(new(new("ContainerAttachment", "db"), new("db.yaml", 1, 1)), NamespaceId.Named("db"), "there is no network namespace db");
        Assert.Equal(
            ["Error RC4022: Reachability/it is not proven for ContainerAttachment/db (there is no network namespace db)"],
            Plan(Live(["web"], pending: [pending]), Of("db"), new() { Containers = Of("web") }).Diagnostics);
    }

    [Fact]
    public void Containers_of_another_owner_are_not_taken_for_these() => Assert.Equal(
        ["Error RC4022: Reachability/it is not proven for ContainerAttachment/web (it is not attached), ContainerAttachment/db (it is not attached)"],
        Plan(Live(["web", "db"], owner: "other"), Of("web"), new() { Containers = Of("db") }).Diagnostics);
}
