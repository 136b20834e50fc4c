using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What plans say and in which order they do it.</summary>
public class PlannerTests
{
    private static readonly DocumentSet Web = Set(
        [Network("web", "10.20.0.0/24")],
        [
            Attachment("web-1", "web", more: s => s with { Ports = [new() { Host = new(8080), Container = new(80) }] }),
            Attachment("web-2", "web"),
        ]);

    private static Plan PlanFor(DocumentSet documents, Snapshot observed) =>
        Planner.Plan(Compiler.Compile(documents, "default", observed), observed);

    private static Snapshot Applied { get; } = Simulation.Run(Snapshot.Empty, PlanFor(Web, Snapshot.Empty));

    private static Snapshot With(Snapshot snapshot, Resource resource, Ownership ownership = Ownership.Owned, string? owner = null) =>
        new([.. snapshot.Resources.Where(o => o.Resource.Id != resource.Id), new(resource, ownership, owner)], snapshot.Namespaces, snapshot.Generations);

    private static Snapshot Without(Snapshot snapshot, ResourceId id) =>
        new(snapshot.Resources.Where(o => o.Resource.Id != id), snapshot.Namespaces, snapshot.Generations);

    private static T Find<T>(Snapshot snapshot, string id)
        where T : Resource => snapshot.Resources.Select(o => o.Resource).OfType<T>().Single(r => r.Id.ToString() == id);

    [Fact]
    public void The_ruleset_is_in_place_before_any_link_and_links_are_gone_before_it_changes()
    {
        ValueList<Step> making = PlanFor(Web, Snapshot.Empty).Steps;
        Assert.True(making.Max(s => s.Stage == Stage.Ruleset ? IndexOf(making, s) : 0) < making.Min(s => s.Change.Subject is Link ? IndexOf(making, s) : int.MaxValue));
        ValueList<Step> removing = PlanFor(DocumentSet.Empty, Applied).Steps;
        Assert.True(removing.Max(s => s.Change.Subject is Link ? IndexOf(removing, s) : 0) < removing.Min(s => s.Stage == Stage.Ruleset ? IndexOf(removing, s) : int.MaxValue));
    }

    private static int IndexOf(ValueList<Step> steps, Step step) => steps.ToList().IndexOf(step);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void What_an_apply_set_up_in_a_strangers_namespace_is_undone_unless_the_namespace_came_meanwhile(bool wasThere, int undone)
    {
        Observed stranger = new(new NamedNamespace("web-1"), Ownership.Foreign);
        NamespaceId id = NamespaceId.Named("web-1");
        Snapshot before = wasThere ? new([stranger], [id], []) : Snapshot.Empty;
        Snapshot after = new([stranger, new(new Loopback(id), Ownership.Shared)], [id], []);
        Assert.Equal(undone, Planner.Restore(before, after).Changes.Count);
    }

    [Fact]
    public void A_new_published_port_is_one_element_and_those_that_count_it()
    {
        DocumentSet more = Web with
        {
            Attachments = [Web.Attachments[0], Attachment("web-2", "web", more: s => s with { Ports = [new() { Host = new(8081), Container = new(80) }] })],
        };
        Plan plan = PlanFor(more, Applied);
        Assert.All(plan.Changes, c => Assert.Equal(Impact.Hitless, c.Impact));
        string[] commands = [.. plan.Steps.SelectMany(s => s.Commands).Order(StringComparer.Ordinal)];
        Assert.Equal(3, commands.Length);
        Assert.StartsWith("nft add element inet reconciler-default published-ip '{ tcp . 8081 : 10.20.0.", commands[0], StringComparison.Ordinal);
        Assert.StartsWith("nft add element inet reconciler-default received-ip '{ 10.20.0.", commands[1], StringComparison.Ordinal);
        Assert.StartsWith("nft add element inet reconciler-default sent-ip '{ 10.20.0.", commands[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_leads_elsewhere_is_replaced_in_one_transaction_and_resets_flows()
    {
        DocumentSet other = Web with
        {
            Attachments = [Attachment("web-1", "web"), Attachment("web-2", "web", more: s => s with { Ports = [new() { Host = new(8080), Container = new(80) }] })],
        };
        Plan plan = PlanFor(other, Applied);
        PlannedChange published = Assert.Single(plan.Changes, c => c.Change.Subject is NftElement { Set: "published-ip" });
        Assert.Equal(Impact.ResetsFlows, published.Impact);
        // What is counted no more was never in the way of a packet.
        Assert.All(plan.Changes.Where(c => c.Change.Id != published.Change.Id), c => Assert.Equal(Impact.Hitless, c.Impact));
        Assert.Equal([Verb.Delete, Verb.Create], plan.Steps.Where(s => s.Change.Id == published.Change.Id).Select(s => s.Verb));
        Assert.All(plan.Steps, s => Assert.Equal(Stage.Ruleset, s.Stage));
    }

    [Fact]
    public void A_link_whose_mtu_differs_is_updated_not_replaced()
    {
        Link bridge = Find<Link>(Applied, "link/host/br-web");
        Plan plan = PlanFor(Web, With(Applied, bridge with { Mtu = 1400 }));
        Change.Update update = Assert.IsType<Change.Update>(Assert.Single(plan.Changes).Change);
        Assert.Equal(("mtu", "1400", "1500"), (update.Fields[0].Field, update.Fields[0].From, update.Fields[0].To));
        Assert.Equal(["ip link set br-web mtu 1500"], plan.Steps.SelectMany(s => s.Commands));
    }

    [Fact]
    public void A_lost_container_end_replaces_the_pair_and_what_stood_on_it()
    {
        Link pair = Find<Link>(Applied, "link/host/veth-web-1");
        Plan plan = PlanFor(Web, With(Applied, pair with { Type = new LinkType.Veth(null) }));
        Assert.Equal(
            ["link/host/veth-web-1"],
            plan.Steps.Where(s => s.Verb == Verb.Delete).Select(s => s.Change.Id.ToString()));
        Assert.All(plan.Changes, c => Assert.Equal(["web-1"], c.Interrupts.Select(d => d.Name)));
    }

    [Fact]
    public void A_wrong_address_goes_after_its_route_and_the_route_comes_back()
    {
        Address right = Find<Address>(Applied, Applied.Resources.Select(o => o.Resource.Id.ToString()).First(i => i.StartsWith("address/web-1/", StringComparison.Ordinal)));
        Snapshot drifted = With(Without(Applied, right.Id), right with { Prefix = IpPrefix.Parse("10.99.0.9/24") });
        Assert.Equal(
            ["Delete route/web-1/0.0.0.0/0", "Delete address/web-1/eth0/10.99.0.9/24", $"Create {right.Id}", "Create route/web-1/0.0.0.0/0"],
            PlanFor(Web, drifted).Steps.Select(s => $"{s.Verb} {s.Change.Id}"));
    }

    [Fact]
    public void An_object_that_is_not_ours_is_a_conflict_and_is_not_touched()
    {
        Link foreign = new(NamespaceId.Host, "br-web", new LinkType.Bridge());
        Plan plan = PlanFor(Web, With(Snapshot.Empty, foreign, Ownership.Foreign, "other"));
        Diagnostics.Diagnostic conflict = Assert.Single(plan.Diagnostics);
        Assert.Equal("RC2001", conflict.Code);
        Assert.Contains("belongs to the owner 'other'", conflict.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Changes, c => c.Change.Id == foreign.Id);
    }

    [Fact]
    public void A_foreign_interface_in_the_container_is_a_conflict()
    {
        Link foreign = new(NamespaceId.Named("web-1"), "eth0", new LinkType.Other("macvlan"));
        Snapshot observed = new([new(foreign, Ownership.Foreign), new(new NamedNamespace("web-1"), Ownership.Foreign)], [NamespaceId.Named("web-1")], []);
        Assert.Equal("RC2001", Assert.Single(PlanFor(Web, observed).Diagnostics).Code);
    }

    [Fact]
    public void A_namespace_that_exists_and_is_not_ours_is_used_and_left()
    {
        Snapshot observed = new([new(new NamedNamespace("web-1"), Ownership.Foreign)], [NamespaceId.Named("web-1")], []);
        Plan plan = PlanFor(Web, observed);
        Assert.Empty(plan.Diagnostics);
        Assert.Equal(["namespace/host/web-2"], plan.Changes.Select(c => c.Change.Id.ToString()).Where(i => i.StartsWith("namespace/", StringComparison.Ordinal)));
        Snapshot end = Simulation.Run(observed, plan);
        Assert.DoesNotContain(PlanFor(DocumentSet.Empty, end).Changes, c => c.Change.Id.Name == "web-1" && c.Change.Id.Kind == "namespace");
    }

    [Fact]
    public void A_missing_container_that_is_not_to_be_made_is_pending_and_the_others_go_on()
    {
        DocumentSet documents = Web with
        {
            Attachments = [Web.Attachments[0], Attachment("gone", "web", more: s => s with { Container = new ContainerSpec.Process(812) })],
        };
        Plan plan = PlanFor(documents, Snapshot.Empty);
        PendingContainer pending = Assert.Single(plan.Pending);
        Assert.Equal(("gone", "/proc/812/ns/net"), (pending.Origin.Document.Name, pending.Namespace.ToString()));
        Assert.Contains(plan.Changes, c => c.Change.Id.ToString() == "link/host/veth-web-1");
        Assert.DoesNotContain(plan.Changes, c => c.Change.Id.Name.Contains("gone", StringComparison.Ordinal));
    }

    [Fact]
    public void A_half_made_namespace_is_made_anew()
    {
        NamedNamespace half = Find<NamedNamespace>(Applied, "namespace/host/web-1") with { Mounted = false };
        Snapshot observed = With(Snapshot.Empty, half);
        Assert.Equal([Verb.Delete, Verb.Create], PlanFor(Web, observed).Steps.Where(s => s.Change.Id == half.Id).Select(s => s.Verb));
        Assert.Equal([Verb.Delete], PlanFor(DocumentSet.Empty, observed).Steps.Select(s => s.Verb));
    }

    [Fact]
    public void A_subnet_that_the_host_has_already_is_refused()
    {
        Snapshot observed = With(Snapshot.Empty, new Address(NamespaceId.Host, "eth0", IpPrefix.Parse("10.20.0.77/16")), Ownership.Foreign);
        Assert.Equal("RC2004", Assert.Single(PlanFor(Web, observed).Diagnostics).Code);
    }

    [Fact]
    public void A_container_keeps_a_default_route_of_its_own()
    {
        Route own = Route.Default(NamespaceId.Named("web-1"), "eth9", IpAddress.Parse("192.0.2.1"));
        Snapshot observed = new(
            [new(own with { Protocol = 4 }, Ownership.Foreign), new(new NamedNamespace("web-1"), Ownership.Foreign)], [NamespaceId.Named("web-1")], []);
        Plan plan = PlanFor(Web, observed);
        Assert.Equal(("RC2005", Diagnostics.Severity.Warning), (plan.Diagnostics.Single().Code, plan.Diagnostics.Single().Severity));
        Assert.DoesNotContain(plan.Changes, c => c.Change.Id == own.Id);
    }

    [Fact]
    public void The_number_of_rules_does_not_depend_on_the_number_of_attachments()
    {
        DocumentSet many = Set(
            [Network("web", "10.20.0.0/16")],
            Enumerable.Range(1, 200).Select(i => Attachment($"c{i}", "web", more: s => s with { Ports = [new() { Host = new((ushort)(1000 + i)), Container = new(80) }] })));
        Assert.Equal(Rules(PlanFor(Web, Snapshot.Empty)), Rules(PlanFor(many, Snapshot.Empty)));

        static int Rules(Plan plan) => plan.Changes.Select(c => c.Change.Subject).OfType<Resources.Nft.NftChain>().Sum(c => c.Rules.Count);
    }

    [Fact]
    public void Advertised_routes_are_kept_before_the_host_becomes_a_router()
    {
        Route advertised = Route.Default(NamespaceId.Host, "zz0", IpAddress.Parse("fe80::1")) with { Protocol = 9 };
        DocumentSet six = Set([Network("web", "fd00:20::/64")]);
        string[] sysctls = [.. PlanFor(six, With(Snapshot.Empty, advertised, Ownership.Foreign)).Steps.Select(s => s.Change.Subject).OfType<Sysctl>().Select(s => s.Key)];
        Assert.True(Array.IndexOf(sysctls, "net.ipv6.conf.zz0.accept_ra") < Array.IndexOf(sysctls, Sysctl.IPv6Forwarding));
    }
}
