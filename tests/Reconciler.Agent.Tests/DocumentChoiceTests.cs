using Reconciler.Agent.Revisions;
using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Loading;
using static Reconciler.Agent.Tests.Documents;

namespace Reconciler.Agent.Tests;

/// <summary>Which version of each document is to be had, when some are broken.</summary>
public class DocumentChoiceTests
{
    private static readonly Dictionary<DocumentId, string> NothingHeld = [];

    [Fact]
    public void Sound_documents_are_all_taken()
    {
        Choice choice = Choose(Load(("a.yaml", [Network("web"), Attachment("web-1", "web")])));
        Assert.True(choice.IsWhole);
        Assert.Empty(choice.Setbacks);
        Assert.Equal(["Network/web", "ContainerAttachment/web-1"], Ids(choice.Documents));
    }

    [Fact]
    public void A_good_version_has_the_place_of_the_newest()
    {
        DocumentSet good = Good(("a.yaml", [Network("web"), Attachment("web-1", "web"), Attachment("web-2", "web")]));
        Choice choice = Choose(Load(("a.yaml", [Network("web"), Attachment("web-1", "web", ", mtu: oops"), Attachment("web-2", "web")])), good);
        Assert.Equal(["Network/web", "ContainerAttachment/web-1", "ContainerAttachment/web-2"], Ids(choice.Documents));
    }

    [Fact]
    public void Who_is_left_alone_is_not_among_the_documents_and_still_has_a_claim()
    {
        LoadResult loaded = Load(("a.yaml", [Network("web"), Attachment("web-1", "web"), Attachment("web-2", "web")]));
        Choice choice = new DocumentChoice(loaded, DocumentSet.Empty, new Dictionary<DocumentId, string> { [Id("ContainerAttachment/web-1")] = "why" }, documents => Loader.Check(documents)).Make();
        Assert.False(choice.IsWhole);
        Assert.Equal(["Network/web", "ContainerAttachment/web-2"], Ids(choice.Documents));
        Assert.Equal("web-1", Assert.Single(choice.Documents.LeftAlone).Name);
    }

    // A container is in two networks: the second one's interface is eth1 also while the first one is left alone.
    [Fact]
    public void Whoever_is_left_alone_the_others_are_compiled_and_keep_their_interfaces()
    {
        LoadResult loaded = Load(("a.yaml",
        [
            Network("web"), Network("db", "10.30.0.0/24"), Attachment("web-1", "web"),
            Attachment("db-1", "db").Replace("container: db-1", "container: web-1", StringComparison.Ordinal), Attachment("alone", "none"), Policy("closed"),
        ]));
        DocumentId[] ids = [.. Ids(loaded.Documents).Select(Id)];
        Assert.Equal(6, ids.Length);
        int compared = 0;
        foreach (int subset in Enumerable.Range(0, 1 << ids.Length))
        {
            Dictionary<DocumentId, string> held = ids.Where((_, i) => (subset >> i & 1) == 1).ToDictionary(id => id, _ => "why");
            foreach (DocumentSet good in new[] { DocumentSet.Empty, loaded.Documents })
            {
                DocumentSet chosen = new DocumentChoice(loaded, good, held, all => Loader.Check(all)).Make().Documents;
                Compilation compilation = Compiler.Compile(chosen.On("here"), "default", new([], [NamespaceId.Named("web-1")], []));
                if (!chosen.Attachments.Any(a => a.Name == "db-1"))
                    continue;
                compared++;
                Assert.Contains(compilation.Resources, d => d.Resource is Link { Type: LinkType.Veth { Peer.Name: "eth1" } });
                Assert.DoesNotContain(compilation.Resources, d => d.Origin?.Document.Name == "db-1" && d.Resource is Route { Destination.Length: 0 });
            }
        }
        Assert.Equal(32, compared);
    }

    [Fact]
    public void A_broken_document_keeps_its_good_version_and_the_others_go_on()
    {
        DocumentSet good = Good(("a.yaml", [Network("web"), Attachment("web-1", "web"), Attachment("web-2", "web")]));
        Choice choice = Choose(Load(("a.yaml", [Network("web"), Attachment("web-1", "web", ", mtu: oops"), Attachment("web-2", "web", ", mac: \"02:00:00:00:00:01\"")])), good);
        Assert.True(choice.IsWhole);
        Assert.Contains("RC1102", choice.Setbacks[Id("ContainerAttachment/web-1")], StringComparison.Ordinal);
        Assert.Single(choice.Setbacks);
        Assert.Contains(choice.Documents.Attachments, a => a.Name == "web-1");
        Assert.NotNull(choice.Documents.Attachments.Single(a => a.Name == "web-2").Spec.Mac);
    }

    [Fact]
    public void A_broken_document_without_a_good_version_is_missing_and_nothing_is_to_be_removed()
    {
        Choice choice = Choose(Load(("a.yaml", [Network("web"), Attachment("web-1", "web", ", mtu: oops"), Attachment("web-2", "web")])));
        Assert.False(choice.IsWhole);
        Assert.Equal(["Network/web", "ContainerAttachment/web-2"], Ids(choice.Documents));
    }

    [Fact]
    public void What_refers_to_a_broken_document_keeps_its_good_version_too()
    {
        DocumentSet good = Good(("a.yaml", [Network("web"), Attachment("web-1", "web")]));
        Choice choice = Choose(Load(("a.yaml", [Network("web", "oops"), Attachment("web-1", "web", ", mac: \"02:00:00:00:00:01\"")])), good);
        Assert.Equal("Network/web, which it refers to, is not as it should be", choice.Setbacks[Id("ContainerAttachment/web-1")]);
        Assert.Null(choice.Documents.Attachments[0].Spec.Mac);
    }

    [Fact]
    public void Who_contradicts_another_is_set_back_and_the_other_is_not()
    {
        DocumentSet good = Good(("a.yaml", [Network("web"), Attachment("web-1", "web", ", addresses: [10.20.0.5]"), Attachment("web-2", "web")]));
        Choice choice = Choose(Load(("a.yaml", [Network("web"), Attachment("web-1", "web", ", addresses: [10.20.0.5]"), Attachment("web-2", "web", ", addresses: [10.20.0.5]")])), good);
        Assert.Contains("RC1307", choice.Setbacks[Id("ContainerAttachment/web-2")], StringComparison.Ordinal);
        Assert.Single(choice.Setbacks);
        Assert.Empty(choice.Documents.Attachments.Single(a => a.Name == "web-2").Spec.Addresses);
    }

    [Fact]
    public void A_document_that_is_deleted_is_gone()
    {
        DocumentSet good = Good(("a.yaml", [Network("web"), Attachment("web-1", "web")]));
        Choice choice = Choose(Load(("a.yaml", [Network("web")])), good);
        Assert.True(choice.IsWhole);
        Assert.Equal(["Network/web"], Ids(choice.Documents));
    }

    [Fact]
    public void What_was_in_a_file_that_cannot_be_read_stays()
    {
        DocumentSet good = Good(("a.yaml", [Network("web")]), ("b.yaml", [Attachment("web-1", "web")]));
        // The loader names files by their folder, which is another one each time.
        LoadResult newest = Load(("a.yaml", [Network("web")]), ("b.yaml", ["{"]));
        string file = newest.Diagnostics[0].At!.Value.File;
        good = good with { Attachments = [good.Attachments[0] with { Source = new Somewhere(file) }] };
        Choice choice = Choose(newest, good);
        Assert.False(choice.IsWhole);
        Assert.Equal(["Network/web", "ContainerAttachment/web-1"], Ids(choice.Documents));
    }

    [Fact]
    public void At_first_a_file_that_cannot_be_read_refuses_all()
    {
        Choice choice = Choose(Load(("a.yaml", [Network("web")]), ("b.yaml", ["{"])));
        Assert.NotEmpty(choice.Refusal);
        Assert.Empty(Ids(choice.Documents));
    }

    [Fact]
    public void A_policy_of_which_no_good_version_is_known_refuses_all()
    {
        DocumentSet good = Good(("a.yaml", [Network("web")]));
        Choice choice = Choose(Load(("a.yaml", [Network("web", "10.21.0.0/24"), Policy("closed", "{oops: 1}")])), good);
        Assert.NotEmpty(choice.Refusal);
        Assert.Same(good, choice.Documents);
    }

    [Fact]
    public void A_policy_that_breaks_keeps_its_good_version()
    {
        DocumentSet good = Good(("a.yaml", [Network("web"), Policy("closed")]));
        Choice choice = Choose(Load(("a.yaml", [Network("web"), Policy("closed", "{oops: 1}")])), good);
        Assert.Empty(choice.Refusal);
        Assert.Single(choice.Documents.Policies);
    }

    [Fact]
    public void Files_that_are_not_there_refuse_all()
    {
        DocumentSet good = Good(("a.yaml", [Network("web")]));
        Choice choice = Choose(Load(), good);
        Assert.Contains(choice.Refusal, d => d.Code == "RC1003");
        Assert.Same(good, choice.Documents);
    }

    [Fact]
    public void Held_documents_are_missing_with_what_needs_them_and_are_remembered()
    {
        LoadResult newest = Load(("a.yaml", [Network("web"), Attachment("web-1", "web"), Network("db", "10.30.0.0/24")]));
        Dictionary<DocumentId, string> held = new() { [Id("Network/web")] = "the kernel refused it" };
        Choice choice = new DocumentChoice(newest, newest.Documents, held, d => Loader.Check(d)).Make();
        Assert.False(choice.IsWhole);
        Assert.Equal(["Network/db"], Ids(choice.Documents));
        Assert.Equal("the kernel refused it", choice.Setbacks[Id("Network/web")]);
        Assert.Contains(Id("ContainerAttachment/web-1"), choice.Setbacks.Keys);
        Assert.Equal(3, Ids(choice.Good).Count());
    }

    private static Choice Choose(LoadResult newest, DocumentSet? good = null) =>
        new DocumentChoice(newest, good ?? DocumentSet.Empty, NothingHeld, d => Loader.Check(d)).Make();

    private static DocumentSet Good(params (string, string[])[] files)
    {
        LoadResult loaded = Load(files);
        Assert.DoesNotContain(loaded.Diagnostics, d => d.Severity == Core.Diagnostics.Severity.Error);
        return loaded.Documents;
    }

    private static IEnumerable<string> Ids(DocumentSet documents) => DocumentFacts.Of(documents).Select(f => f.Id.ToString());

    private sealed class Somewhere(string file) : SourceMap
    {
        public override SourceLocation Locate(string path) => new(file, 1, 1);
    }
}
