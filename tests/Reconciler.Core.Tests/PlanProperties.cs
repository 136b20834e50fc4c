using CsCheck;
using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Tests;

/// <summary>What holds for all documents and all states.</summary>
public class PlanProperties
{
    private static readonly Snapshot Host = new(
    [
        new(new Link(NamespaceId.Host, "eth0", new LinkType.Other("veth")) { Mtu = 1400 }, Ownership.Foreign),
        new(new Address(NamespaceId.Host, "eth0", IpPrefix.Parse("192.0.2.10/24")), Ownership.Foreign),
        new(new Route(NamespaceId.Host, IpPrefix.Parse("0.0.0.0/0"), 0) { Gateway = IpAddress.Parse("192.0.2.1"), Link = "eth0" }, Ownership.Foreign),
        new(new Sysctl(NamespaceId.Host, Sysctl.IPv4Forwarding, "0"), Ownership.Shared),
        new(new NamedNamespace("somebody"), Ownership.Foreign),
    ], [NamespaceId.Named("somebody")], []);

    private static Plan PlanFor(DocumentSet documents, Snapshot observed, ValueList<OverlayKey>? keys = null) =>
        Planner.Plan(Compiler.Compile(documents, "default", observed, KeysIn(keys ?? FirstKeys)), observed);

    private static Dictionary<string, ValueList<OverlayKey>> KeysIn(ValueList<OverlayKey> keys) => new() { [AnyDocuments.KeyFile] = keys };

    private static ValueList<OverlayKey> FirstKeys { get; } = [new(new byte[OverlayKey.MinLength].ToValueList())];

    private static Snapshot Reach(DocumentSet documents, Snapshot from) => Simulation.Run(from, PlanFor(documents, from));

    [Fact]
    public void After_a_plan_is_carried_out_the_next_one_is_empty() =>
        Gen.Select(AnyDocuments.Sets, AnyDocuments.Sets).Sample((first, second) =>
        {
            Snapshot reached = Reach(second, Reach(first, Host));
            Assert.Empty(PlanFor(second, reached).Changes);
        }, iter: 300);

    [Fact]
    public void Who_is_closed_is_so_before_it_has_an_interface_and_until_it_has_none() =>
        AnyDocuments.Sets.Sample(documents =>
        {
            Plan there = PlanFor(documents, Host);
            Step[] making = [.. there.Steps];
            Step[] removing = [.. PlanFor(DocumentSet.Empty, Simulation.Run(Host, there)).Steps];
            static bool IsInContainer(Step step) => step.Subject is Link link && (link.Type is LinkType.Veth || !link.Namespace.IsHost);
            static bool IsRuleset(Step step) => step.Stage == Stage.Ruleset;
            if (making.Any(IsInContainer))
                Assert.True(Array.FindLastIndex(making, IsRuleset) < Array.FindIndex(making, IsInContainer));
            int rules = Array.FindIndex(removing, IsRuleset);
            Assert.True(rules < 0 || Array.FindLastIndex(removing, IsInContainer) < rules);
        }, iter: 100);

    [Fact]
    public void Plaintext_is_dropped_before_an_encrypted_overlay_is_there_and_until_it_is_gone() =>
        AnyDocuments.Sets.Sample(documents =>
        {
            bool isEncrypted = documents.Networks.Any(n => n.Spec.Overlay?.Encryption is not null);
            Plan there = PlanFor(documents, Host);
            Step[] making = [.. there.Steps];
            Step[] removing = [.. PlanFor(DocumentSet.Empty, Simulation.Run(Host, there)).Steps];
            static bool IsDevice(Step step) => step.Subject is Link { Type: LinkType.Vxlan { SourcePort: not 0 } };
            static bool IsRule(Step step) => step.Change.Id.Name.Contains("vni-4200-", StringComparison.Ordinal);
            Assert.Equal(isEncrypted, making.Any(IsDevice));
            if (!isEncrypted)
                return;
            Assert.True(Array.FindLastIndex(making, IsRule) < Array.FindIndex(making, IsDevice));
            int table = Array.FindIndex(removing, s => IsRule(s) || s.Subject.Kind.Name == "nft-table");
            Assert.True(Array.FindLastIndex(removing, IsDevice) < table);
        }, iter: 100);

    [Fact]
    public void A_change_of_keys_never_leaves_a_policy_without_its_state() =>
        Gen.Select(AnyDocuments.Sets, AnyDocuments.Keys, AnyDocuments.Keys).Sample((documents, first, second) =>
        {
            Snapshot reached = Simulation.Run(Host, PlanFor(documents, Host, first));
            Plan change = PlanFor(documents, reached, second);
            Assert.All(change.Changes, c => Assert.Equal(Impact.Hitless, c.Impact));
            for (int steps = 0; steps <= change.Steps.Count; steps++)
            {
                Snapshot between = Simulation.Run(reached, change with { Steps = change.Steps.Take(steps).ToValueList() });
                uint[] states = [.. between.Of<XfrmState>(NamespaceId.Host).Select(s => s.Spi)];
                Assert.All(between.Of<XfrmPolicy>(NamespaceId.Host), policy => Assert.Contains(policy.Spi, states));
            }
            Assert.Empty(PlanFor(documents, Simulation.Run(reached, change), second).Changes);
        }, iter: 100);

    [Fact]
    public void Whatever_was_there_before_and_is_not_ours_is_there_after() =>
        AnyDocuments.Sets.Sample(documents =>
        {
            Snapshot reached = Reach(documents, Host);
            foreach (Observed foreign in Host.Resources.Where(o => o.Ownership == Ownership.Foreign))
                Assert.True(reached.TryFind(foreign.Resource.Id, out Observed? still) && still == foreign);
        }, iter: 300);

    [Fact]
    public void Nothing_stands_on_a_leaf() =>
        AnyDocuments.Sets.Sample(documents =>
        {
            Snapshot reached = Reach(documents, Host);
            HashSet<ResourceId> leaves = [.. reached.Resources.Select(o => o.Resource).Where(r => r.Kind.IsLeaf).SelectMany(r => r.Provides)];
            Assert.DoesNotContain(reached.Resources.SelectMany(o => o.Resource.DependsOn.Concat(o.Resource.VanishesWith)), leaves.Contains);
        }, iter: 300);

    [Fact]
    public void Without_documents_everything_of_ours_goes_and_nothing_else() =>
        AnyDocuments.Sets.Sample(documents =>
        {
            Snapshot end = Reach(DocumentSet.Empty, Reach(documents, Host));
            Assert.DoesNotContain(end.Resources, o => o.Ownership == Ownership.Owned);
            Assert.Equal(Host.Namespaces, end.Namespaces);
        }, iter: 300);

    [Fact]
    public void Undo_leads_back_to_where_it_began_from_every_step() =>
        Gen.Select(AnyDocuments.Sets, AnyDocuments.Sets, Gen.Int[0, 1000]).Sample((first, second, at) =>
        {
            Snapshot before = Reach(first, Host);
            Plan plan = PlanFor(second, before);
            Plan part = plan with { Steps = plan.Steps.Take(plan.Steps.Count * at / 1000).ToValueList() };
            Snapshot broken = Simulation.Run(before, part);
            Snapshot undone = Simulation.Run(broken, Planner.Restore(before, broken));
            Assert.Empty(Planner.Restore(before, undone).Changes);
            Assert.Equal(Names(before), Names(undone));
        }, iter: 300);

    [Fact]
    public void The_order_of_files_changes_nothing() =>
        AnyDocuments.Sets.Sample(documents =>
        {
            DocumentSet reversed = documents with { Networks = documents.Networks.Reverse().ToValueList(), Attachments = Reversed(documents.Attachments) };
            Assert.Equal(Text(PlanFor(documents, Host)), Text(PlanFor(reversed, Host)));
        }, iter: 300);

    // Interface numbers follow the document order by design: it is kept among the attachments of one container.
    private static ValueList<Document<ContainerAttachmentSpec>> Reversed(ValueList<Document<ContainerAttachmentSpec>> attachments) =>
        attachments.GroupBy(a => a.Spec.Container).Reverse().SelectMany(g => g).ToValueList();

    private static string Text(Plan plan) => string.Join('\n', plan.Steps.SelectMany(s => s.Commands));

    private static IEnumerable<string> Names(Snapshot snapshot) =>
        snapshot.Resources.Where(o => o.Resource is not Sysctl).Select(o => o.Resource.Id.ToString()).Order(StringComparer.Ordinal);

    // As many changes that let nobody in make the planner look at everything, and not only at what the others are about.
    [Fact]
    public void What_is_let_in_is_the_same_however_much_is_looked_at() =>
        Gen.Select(AnyDocuments.Sets, AnyDocuments.Sets, Gen.Int[0, 3]).Sample((first, other, edit) =>
        {
            DocumentSet second = edit switch
            {
                0 => other,
                1 => first with { Attachments = [.. first.Attachments.Skip(1)] },
                2 => first with { Policies = other.Policies },
                _ => first with { Attachments = [.. first.Attachments.Select(a => a with { Spec = a.Spec with { Ports = [.. a.Spec.Ports.Skip(1)] } })] },
            };
            Snapshot reached = Reach(first, Host);
            Plan part = PlanFor(second, reached);
            Plan whole = PlanFor(AndMany(second), reached);
            Assert.True(whole.Changes.Count > part.Changes.Count + 256);
            Assert.Equal(Lines(part.Exposure), Lines(whole.Exposure));
            Assert.Equal(part.StaleFlows.IsEmpty, whole.StaleFlows.IsEmpty);
        }, iter: 200);

    // Some elements of the host's sets are gone, some lead where another of their set leads.
    [Fact]
    public void A_repair_says_of_what_is_let_in_what_a_whole_plan_says() =>
        Gen.Select(AnyDocuments.Sets, Gen.Int[0, 1000].Array[6]).Sample((documents, picks) =>
        {
            Snapshot reached = Reach(documents, Host);
            Wanted wanted = new(Compiler.Compile(documents, "default", reached, KeysIn(FirstKeys)).Resources);
            NftElement[] elements = [.. reached.Of<NftElement>(NamespaceId.Host).OrderBy(e => e.Id)];
            NftElement[] broken = elements.Length == 0 ? [] : [.. picks.Select(p => elements[p % elements.Length]).Distinct()];
            Observed[] led = [.. broken.Where((_, i) => i % 2 == 1).Select(e => new Observed(e with { Data = Array.Find(elements, o => o.Set == e.Set && o.Id != e.Id)?.Data ?? e.Data }, Ownership.Owned))];
            Snapshot drifted = reached.Exchange(broken.Select(e => new Observed(e, Ownership.Owned)), led, reached.Generations);
            Plan whole = PlanFor(documents, drifted);
            Plan repair = Planner.Repair(wanted, drifted, (HashSet<ResourceId>)[.. broken.Select(e => e.Id)]);
            Assert.Equal(whole.Changes.Select(c => c.Change.Id), repair.Changes.Select(c => c.Change.Id));
            Assert.Equal(Lines(whole.Exposure), Lines(repair.Exposure));
            Assert.Equal(whole.StaleFlows.IsEmpty, repair.StaleFlows.IsEmpty);
        }, iter: 300);

    private static DocumentSet AndMany(DocumentSet documents) => documents with
    {
        Attachments = [.. documents.Attachments, .. Enumerable.Range(1, 300).Select(i => TestDocuments.Attachment($"many-{i}", "none"))],
    };

    private static string Lines(Exposure exposure) => string.Join('\n', exposure.NewlyReachable.Select(e => $"new {e}")
        .Concat(exposure.NoLongerReachable.Select(e => $"gone {e}")).Concat(exposure.Moved.Select(e => $"moved {e}")));
}
