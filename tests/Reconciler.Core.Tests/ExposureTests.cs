using CsCheck;
using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What plans say about what is reachable from outside.</summary>
public class ExposureTests
{
    private static readonly NetworkSpec Nat = new() { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.20.0.0/24")] };

    private static Plan PlanFor(DocumentSet documents, Snapshot observed) => Planner.Plan(Compiler.Compile(documents, "default", observed), observed);

    private static Snapshot Applied(DocumentSet documents) => Simulation.Run(Snapshot.Empty, PlanFor(documents, Snapshot.Empty));

    // The way from some ports of one container to others.
    private static Exposure Between(PortSpec[] before, PortSpec[] after) => PlanFor(Web(after), Applied(Web(before))).Exposure;

    private static DocumentSet Web(params PortSpec[] ports) => Web(Nat, ports);

    private static DocumentSet Web(NetworkSpec network, params PortSpec[] ports) => Set([Network("web", network)], [Container("web-1", "10.20.0.10", ports)]);

    private static Document<ContainerAttachmentSpec> Container(string name, string address, params PortSpec[] ports) =>
        Attachment(name, "web", more: s => s with { Addresses = [IpAddress.Parse(address)], Ports = ports.ToValueList() });

    private static PortSpec Port(ushort host, ushort container, string? address = null) =>
        new() { Host = new(host), Container = new(container), Address = address is null ? null : IpAddress.Parse(address) };

    private static PortSpec Guarded(params string[] sources) =>
        new() { Host = new(8000, 8001), Container = new(80, 81), AllowFrom = sources.Select(IpPrefix.Parse).ToValueList() };

    private static string[] Text(Exposure exposure) =>
    [
        .. exposure.NewlyReachable.Select(p => "+ " + Text(p)),
        .. exposure.NoLongerReachable.Select(p => "- " + Text(p)),
        .. exposure.Moved.Select(p => "~ " + Text(p)),
    ];

    private static string Text(ExposedPorts row) =>
        $"{row.Protocol} {row.Address} {row.Ports} to {Text(row.To)}" + (row.From.Count > 0 ? $" from {row.From}" : "") + (row.Before is ExposedTarget before ? $", before to {Text(before)}" : "");

    private static string Text(ExposedTarget target) => $"{target.Document?.Name} {target.Address} {target.Ports}".TrimEnd();

    [Fact]
    public void A_published_port_is_opened_with_its_container_and_the_line_that_says_so()
    {
        Exposure exposure = Between([], [Port(8080, 80)]);
        Assert.Equal(["+ Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80"], Text(exposure));
        Assert.Equal(new(new("ContainerAttachment", "web-1"), new("web-1.yaml", 1, 1)), exposure.NewlyReachable[0].Origin);
    }

    [Fact]
    public void A_port_that_nobody_publishes_any_more_is_closed_and_nothing_says_so()
    {
        Exposure exposure = Between([Port(8080, 80)], []);
        Assert.Equal(["- Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80"], Text(exposure));
        Assert.Null(exposure.NoLongerReachable[0].Origin);
    }

    [Fact]
    public void What_goes_with_its_table_is_closed_though_it_is_no_change_of_its_own()
    {
        Plan plan = PlanFor(DocumentSet.Empty, Applied(Web(Port(8080, 80), Port(53, 53, "192.0.2.10"))));
        Assert.DoesNotContain(plan.Changes, c => c.Change.Subject is NftElement);
        Assert.Equal(["- Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80", "- Tcp 192.0.2.10/32 53 to web-1 10.20.0.10 53"], Text(plan.Exposure));
    }

    [Fact]
    public void A_plan_without_a_change_opens_and_closes_nothing() => Assert.True(Between([Port(8080, 80)], [Port(8080, 80)]).IsEmpty);

    [Fact]
    public void A_port_of_the_hosts_own_address_is_not_reached_from_outside() => Assert.True(Between([], [Port(8080, 80, "127.0.0.1")]).IsEmpty);

    [Fact]
    public void Opening_to_all_addresses_what_only_the_host_reached_is_opened() =>
        Assert.Equal(["+ Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80"], Text(Between([Port(8080, 80, "127.0.0.1")], [Port(8080, 80)])));

    [Fact]
    public void An_address_that_all_addresses_included_before_is_not_opened() =>
        Assert.Equal(["- Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80"], Text(Between([Port(8080, 80)], [Port(8080, 80, "192.0.2.10")])));

    [Fact]
    public void An_address_that_all_addresses_include_now_is_not_closed() =>
        Assert.Equal(["+ Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80"], Text(Between([Port(8080, 80, "192.0.2.10")], [Port(8080, 80)])));

    [Fact]
    public void An_address_that_comes_to_lead_elsewhere_than_all_addresses_is_moved() =>
        Assert.Equal(
            ["~ Tcp 192.0.2.10/32 8080 to web-1 10.20.0.10 81, before to web-1 10.20.0.10 80"],
            Text(Between([Port(8080, 80)], [Port(8080, 80), Port(8080, 81, "192.0.2.10")])));

    [Fact]
    public void An_address_that_comes_to_lead_where_all_addresses_do_is_moved() =>
        Assert.Equal(
            ["~ Tcp 192.0.2.10/32 8080 to web-1 10.20.0.10 80, before to web-1 10.20.0.10 81"],
            Text(Between([Port(8080, 80), Port(8080, 81, "192.0.2.10")], [Port(8080, 80)])));

    [Fact]
    public void A_port_that_another_container_answers_is_neither_opened_nor_closed_but_moved()
    {
        DocumentSet before = Set([Network("web", Nat)], [Container("web-1", "10.20.0.10", Port(8080, 80)), Container("web-2", "10.20.0.11")]);
        DocumentSet after = Set([Network("web", Nat)], [Container("web-1", "10.20.0.10"), Container("web-2", "10.20.0.11", Port(8080, 80))]);
        Assert.Equal(["~ Tcp 0.0.0.0/0 8080 to web-2 10.20.0.11 80, before to web-1 10.20.0.10 80"], Text(PlanFor(after, Applied(before)).Exposure));
    }

    [Fact]
    public void A_container_that_gets_another_address_answers_as_before()
    {
        DocumentSet after = Set([Network("web", Nat)], [Container("web-1", "10.20.0.11", Port(8080, 80))]);
        Plan plan = PlanFor(after, Applied(Web(Port(8080, 80))));
        Assert.Contains(plan.Changes, c => c.Change is Change.Update { Desired: NftElement });
        Assert.True(plan.Exposure.IsEmpty);
    }

    [Fact]
    public void Another_container_at_the_same_address_is_another_one()
    {
        DocumentSet after = Set([Network("web", Nat)], [Container("web-2", "10.20.0.10", Port(8080, 80))]);
        Plan plan = PlanFor(after, Applied(Web(Port(8080, 80))));
        Assert.DoesNotContain(plan.Changes, c => c.Change.Subject is NftElement);
        Assert.Equal(["~ Tcp 0.0.0.0/0 8080 to web-2 10.20.0.10 80, before to web-1 10.20.0.10 80"], Text(plan.Exposure));
    }

    [Fact]
    public void Ports_in_a_row_are_one_row() =>
        Assert.Equal(
            ["+ Tcp 0.0.0.0/0 8000-8099 to web-1 10.20.0.10 80-179", "+ Tcp 0.0.0.0/0 8100 to web-1 10.20.0.10 80"],
            Text(Between([], [new() { Host = new(8000, 8099), Container = new(80, 179) }, Port(8100, 80)])));

    [Fact]
    public void A_range_onto_the_same_ports_is_one_row_and_what_is_added_to_it_another() =>
        Assert.Equal(
            ["+ Tcp 0.0.0.0/0 8010-8019 to web-1 10.20.0.10 8010-8019"],
            Text(Between([new() { Host = new(8000, 8009), Container = new(8000, 8009) }], [new() { Host = new(8000, 8019), Container = new(8000, 8019) }])));

    [Fact]
    public void A_guarded_port_is_opened_to_whom_it_says() =>
        Assert.Equal(
            ["+ Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81 from 192.0.2.0/24, 198.51.100.0/24"],
            Text(Between([], [Guarded("198.51.100.0/24", "192.0.2.0/24")])));

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.0/24, 198.51.100.0/24", "+ Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81 from 198.51.100.0/24")]
    [InlineData("192.0.2.0/24, 198.51.100.0/24", "192.0.2.0/24", "- Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81 from 198.51.100.0/24")]
    [InlineData("192.0.2.0/24", "192.0.2.0/25", "- Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81 from 192.0.2.0/24")]
    [InlineData("192.0.2.0/25", "192.0.2.0/24", "+ Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81 from 192.0.2.0/24")]
    [InlineData("0.0.0.0/0", "192.0.2.0/24", "- Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81")]
    [InlineData("192.0.2.0/24", "0.0.0.0/0", "+ Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81")]
    public void Who_is_let_in_besides_is_opened_and_who_is_not_any_more_is_closed(string before, string after, string expected) =>
        Assert.Equal([expected], Text(Between([Guarded(before.Split(", "))], [Guarded(after.Split(", "))])));

    [Fact]
    public void An_element_that_kept_others_out_is_missed()
    {
        Snapshot applied = Applied(Web(Guarded("192.0.2.0/24")));
        Snapshot drifted = new(applied.Resources.Where(o => !o.Resource.Id.Name.Contains(" guarded-ip {", StringComparison.Ordinal)), applied.Namespaces, []);
        Assert.Equal(["- Tcp 0.0.0.0/0 8000-8001 to web-1 10.20.0.10 80-81"], Text(PlanFor(Web(Guarded("192.0.2.0/24")), drifted).Exposure));
    }

    [Fact]
    public void On_a_routed_network_a_port_is_open_to_all_whom_one_entry_lets_in()
    {
        PortSpec To(ushort host, ushort first, ushort last, params string[]? from) => new()
        {
            Host = new(host, (ushort)(host + last - first)),
            Container = new(first, last),
            AllowFrom = from?.Select(IpPrefix.Parse).ToValueList(),
        };
        DocumentSet documents = Web(
            Nat with { Uplink = new(Uplink.Routed, Uplink.Routed) },
            To(100, 10, 19, "192.0.2.0/25"), To(200, 15, 24, "192.0.2.0/24"), To(300, 18, 18, null), To(400, 25, 25, "192.0.2.0/24"));
        Assert.Equal(
            [
                "+ 1 10.20.0.0/24  to web",
                "+ Tcp 10.20.0.10/32 10-14 to web-1 10.20.0.10 10-14 from 192.0.2.0/25",
                "+ Tcp 10.20.0.10/32 15-17 to web-1 10.20.0.10 15-17 from 192.0.2.0/24",
                "+ Tcp 10.20.0.10/32 18 to web-1 10.20.0.10 18",
                "+ Tcp 10.20.0.10/32 19-25 to web-1 10.20.0.10 19-25 from 192.0.2.0/24",
            ],
            Text(PlanFor(documents, Snapshot.Empty).Exposure));
    }

    [Fact]
    public void Each_family_and_protocol_is_a_row()
    {
        NetworkSpec both = Nat with { Subnets = [Subnet("10.20.0.0/24"), Subnet("fd00:20::/64")] };
        Exposure exposure = PlanFor(Web(both, Port(8080, 80), new() { Host = new(53), Container = new(53), Protocol = TransportProtocol.Udp }), Snapshot.Empty).Exposure;
        Assert.Equal(["Tcp 0.0.0.0/0 8080", "Udp 0.0.0.0/0 53", "Tcp ::/0 8080", "Udp ::/0 53"], exposure.NewlyReachable.Select(p => $"{p.Protocol} {p.Address} {p.Ports}"));
    }

    [Theory]
    [InlineData(Uplink.None, "- Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80")]
    [InlineData(Uplink.Routed,
        "+ 1 10.20.0.0/24  to web", "+ Tcp 10.20.0.10/32 80 to web-1 10.20.0.10 80", "- Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80")]
    public void Another_uplink_opens_and_closes_what_it_lets_in(Uplink uplink, params string[] expected)
    {
        DocumentSet after = Web(Nat with { Uplink = new(uplink, Uplink.Nat) }, Port(8080, 80));
        Plan plan = PlanFor(after, Applied(Web(Port(8080, 80))));
        Assert.Equal(expected, Text(plan.Exposure));
    }

    [Fact]
    public void A_routed_network_is_reached_by_its_own_addresses()
    {
        Exposure exposure = PlanFor(Web(Nat with { Uplink = new(Uplink.Routed, Uplink.Routed) }, Port(8080, 80)), Snapshot.Empty).Exposure;
        Assert.Equal(["+ 1 10.20.0.0/24  to web", "+ Tcp 10.20.0.10/32 80 to web-1 10.20.0.10 80"], Text(exposure));
        Assert.Equal("Network/web", exposure.NewlyReachable[0].Origin?.Document.ToString());
    }

    [Fact]
    public void What_somebody_removed_is_opened_again()
    {
        Snapshot applied = Applied(Web(Port(8080, 80), Port(8081, 81)));
        Snapshot drifted = new(applied.Resources.Where(o => o.Resource.Id.Name != "inet reconciler-default published-ip { tcp . 8081 }"), applied.Namespaces, []);
        Assert.Equal(["+ Tcp 0.0.0.0/0 8081 to web-1 10.20.0.10 81"], Text(PlanFor(Web(Port(8080, 80), Port(8081, 81)), drifted).Exposure));
    }

    [Fact]
    public void What_somebody_opened_is_closed_again()
    {
        NftElement opened = new(new(NamespaceId.Host, NftFamily.Inet, "reconciler-default"), "published-ip", [new NftValue.Protocol(TransportProtocol.Tcp), new NftValue.Port(22)])
        {
            Data = [new NftValue.Address(IpAddress.Parse("10.20.0.99")), new NftValue.Port(22)],
        };
        Snapshot drifted = Applied(Web(Port(8080, 80))).With([new(opened, Ownership.Owned)]);
        Assert.Equal(["- Tcp 0.0.0.0/0 22 to  10.20.0.99 22"], Text(PlanFor(Web(Port(8080, 80)), drifted).Exposure));
    }

    [Fact]
    public void A_table_that_sleeps_lets_nothing_in()
    {
        Snapshot applied = Applied(Web(Port(8080, 80)));
        Snapshot asleep = new(applied.Resources.Select(o => o.Resource is NftTable table ? o with { Resource = table with { Dormant = true } } : o), applied.Namespaces, []);
        Assert.Equal(["+ Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80"], Text(PlanFor(Web(Port(8080, 80)), asleep).Exposure));
    }

    [Fact]
    public void Another_owners_ports_are_not_this_ones()
    {
        Snapshot others = new(Applied(Web(Port(8080, 80))).Resources.Select(o => o with { Ownership = Ownership.Foreign }), [], []);
        Assert.True(PlanFor(DocumentSet.Empty, others).Exposure.IsEmpty);
    }

    [Fact]
    public void An_undo_closes_what_was_opened()
    {
        Snapshot before = Applied(Web());
        Snapshot after = Simulation.Run(before, PlanFor(Web(Port(8080, 80)), before));
        Assert.Equal(["- Tcp 0.0.0.0/0 8080 to web-1 10.20.0.10 80"], Text(Planner.Restore(before, after).Exposure));
    }

    [Fact]
    public void From_any_documents_to_any_others_it_is_what_the_documents_say() =>
        Gen.Select(AnyDocuments.Sets, AnyDocuments.Sets).Select((first, second) => (first with { Policies = [] }, second with { Policies = [] })).Sample((first, second) =>
        {
            Snapshot reached = Applied(first);
            Exposure exposure = PlanFor(second, reached).Exposure;
            string[] before = [.. Said(first)];
            string[] after = [.. Said(second)];
            Assert.Equal(after.Except(before).Order(StringComparer.Ordinal), Found(exposure.NewlyReachable));
            Assert.Equal(before.Except(after).Order(StringComparer.Ordinal), Found(exposure.NoLongerReachable));
            Assert.True(PlanFor(first, reached).Exposure.IsEmpty);
            Assert.Equal(before.Order(StringComparer.Ordinal), Found(PlanFor(DocumentSet.Empty, reached).Exposure.NoLongerReachable));
        }, iter: 200);

    // One by one, since what is a row of ports is not the documents' own.
    private static IEnumerable<string> Found(ValueList<ExposedPorts> rows) =>
        rows.SelectMany(row => row.From.DefaultIfEmpty().SelectMany(from => Enumerable.Range(0, row.Ports?.Count ?? 1).Select(i =>
            row.Ports is not PortRange ports ? $"echo {row.Address}"
            : row.Address.Length == 0 ? $"{row.Address} {ports.First + i} {from.Length}"
            : $"{row.Address.Family} {row.To.Document?.Name} {row.To.Ports!.Value.First + i} {from.Length}"))).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Said(DocumentSet documents)
    {
        foreach (Document<NetworkSpec> network in documents.Networks.Where(n => n.Spec.Mode == NetworkMode.Bridge))
        {
            foreach (IpPrefix subnet in network.Spec.Subnets.Select(s => s.Cidr))
            {
                Uplink uplink = network.Spec.Uplink.For(subnet.Family);
                if (uplink == Uplink.Routed)
                    yield return $"echo {subnet}";
                foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments.Where(a => a.Spec.Network == network.Name && uplink != Uplink.None))
                {
                    foreach (string port in attachment.Spec.Ports.SelectMany(p => Said(p, subnet.Family, uplink)))
                        yield return uplink == Uplink.Nat ? $"{IpPrefix.Default(subnet.Family)} {port}" : $"{subnet.Family} {attachment.Name} {port}";
                }
            }
        }
    }

    private static IEnumerable<string> Said(PortSpec port, IpFamily family, Uplink uplink)
    {
        IEnumerable<int> sources = port.AllowFrom is ValueList<IpPrefix> said ? said.Where(s => s.Family == family).Select(s => (int)s.Length) : [0];
        PortRange ports = uplink == Uplink.Nat ? port.Host : port.Container;
        return sources.SelectMany(length => Enumerable.Range(ports.First, ports.Count).Select(number => $"{number} {length}"));
    }
}
