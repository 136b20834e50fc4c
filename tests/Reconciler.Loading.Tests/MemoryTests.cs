using Reconciler.Core.Documents;
using Reconciler.Loading.Files;

namespace Reconciler.Loading.Tests;

/// <summary>What is read again: what has not changed are the same objects, and nobody can tell otherwise.</summary>
public sealed class MemoryTests : IDisposable
{
    private const string Web = "subnets: [10.20.0.0/24]";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("reconciler-memory-");
    private readonly DocumentMemory memory = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void What_is_the_same_is_the_same_object()
    {
        Write("a.yaml", Marked.Network("web", Web) + Marked.Attachment("web-1", "container: c1, network: web"));
        LoadResult first = Load();
        Write("a.yaml", Marked.Network("web", Web) + Marked.Attachment("web-1", "container: c2, network: web"));
        LoadResult second = Load();
        Assert.Same(first.Documents.Networks[0], second.Documents.Networks[0]);
        Assert.NotEqual(first.Documents.Attachments[0].Spec, second.Documents.Attachments[0].Spec);
    }

    [Theory]
    [InlineData("a.yaml", "# one line more\n")]
    [InlineData("b.yaml", "")]
    public void What_only_moved_says_the_same_at_its_new_place(string file, string before)
    {
        Write("a.yaml", Marked.Network("web", Web));
        NetworkSpec spec = Load().Documents.Networks[0].Spec;
        File.Delete(Path.Combine(folder.FullName, "a.yaml"));
        Write(file, before + "---\n" + Marked.Network("web", Web));
        LoadResult moved = Load();
        AssertSameAsAnew(moved);
        Assert.Equal(spec, moved.Documents.Networks[0].Spec);
        Assert.Same(moved.Documents.Networks[0], Load().Documents.Networks[0]);
    }

    [Fact]
    public void A_document_that_moved_is_read_no_more()
    {
        Write("a.yaml", "---\n" + Marked.Network("web", Web));
        Document<NetworkSpec> before = Load().Documents.Networks[0];
        Write("a.yaml", "# one line more\n---\n# another\n---\n" + Marked.Network("web", Web));
        Document<NetworkSpec> after = Load().Documents.Networks[0];
        Assert.Same(before.Spec, after.Spec);
        Assert.Equal((before.At("spec.mode").Line + 3, before.At("spec.mode").Column), (after.At("spec.mode").Line, after.At("spec.mode").Column));
    }

    [Fact]
    public void Faults_stay_and_move()
    {
        Write("a.yaml", "---\n" + Marked.Network("web", "mtu: 100, mtu: 200, subnets: [10.20.0.1/24]"));
        AssertSameAsAnew(Load());
        AssertSameAsAnew(Load());
        Write("a.yaml", "# one line more\n---\n---\n" + Marked.Network("web", "mtu: 100, mtu: 200, subnets: [10.20.0.1/24]"));
        AssertSameAsAnew(Load());
        Write("a.yaml", "---\n" + Marked.Network("web", Web));
        Assert.Empty(Load().Diagnostics);
    }

    [Fact]
    public void The_same_text_twice_is_two_documents()
    {
        Write("a.yaml", "---\n" + Marked.Network("web", Web) + Marked.Network("web", Web));
        Write("b.yaml", "---\n" + Marked.Network("web", Web));
        AssertSameAsAnew(Load());
        AssertSameAsAnew(Load());
        Assert.Equal(2, Load().Diagnostics.Count);
    }

    [Fact]
    public void What_is_gone_is_forgotten()
    {
        Write("a.yaml", Marked.Network("web", Web));
        Document<NetworkSpec> first = Load().Documents.Networks[0];
        Write("a.yaml", Marked.Network("db", Web));
        Load();
        Write("a.yaml", Marked.Network("web", Web));
        Assert.NotSame(first.Spec, Load().Documents.Networks[0].Spec);
    }

    // What was written a moment ago may change without the kernel's clock having gone on.
    [Fact]
    public void A_change_right_after_loading_is_seen()
    {
        for (int i = 1; i < 50; i++)
        {
            Write("a.yaml", Marked.Network($"web-{i % 10}", Web));
            Assert.Equal($"web-{i % 10}", Load().Documents.Networks[0].Name);
        }
    }

    [Fact]
    public void A_file_to_which_nothing_happened_is_not_opened()
    {
        TextMemory texts = new();
        InputFile file = new("a.yaml", "/a.yaml");
        SourceText text = new("a.yaml", "a");
        FileStatus old = new(FileKind.Regular, 1, 2, 3, DateTimeOffset.UtcNow.AddMinutes(-1));
        texts.Add(file, old, text);
        texts.Forget();
        Assert.Same(text, texts.Find(file, old));
        Assert.Null(texts.Find(file, old with { Changed = old.Changed.AddTicks(1) }));
        Assert.Null(texts.Find(file, old with { Inode = 3 }));
        Assert.Null(texts.Find(file, default));
        texts.Forget();
        Assert.Same(text, texts.Find(file, old));
        texts.Forget();
        texts.Forget();
        Assert.Null(texts.Find(file, old));
        texts.Add(file, old with { Changed = DateTimeOffset.UtcNow }, text);
        texts.Forget();
        Assert.Null(texts.Find(file, old with { Changed = DateTimeOffset.UtcNow }));
    }

    private void AssertSameAsAnew(LoadResult result)
    {
        LoadResult anew = Loader.Load([folder.FullName], TextReader.Null);
        Assert.Equal(anew.Diagnostics.Select(d => d.ToString()), result.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(anew.Found, result.Found);
        Assert.Equal(anew.Sources, result.Sources);
        Assert.Equal(anew.Documents.Networks.Select(Places), result.Documents.Networks.Select(Places));
    }

    private static string Places(Document<NetworkSpec> network) => $"{network.Name} {network.At("")} {network.At("spec.subnets[0]")} {network.At("spec.bridge")}";

    private LoadResult Load() => Loader.Load([folder.FullName], TextReader.Null, memory);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder.FullName, file), text);
}
