using Reconciler.Agent.Revisions;
using Reconciler.Agent.Sources;
using Reconciler.Netlink.Waiting;
using static Reconciler.Agent.Tests.Documents;

namespace Reconciler.Agent.Tests;

/// <summary>What editors, Git and Kubernetes do to files is noticed, and taken as a whole.</summary>
public sealed class FolderSourceTests : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string root = Directory.CreateTempSubdirectory("reconciler-source-").FullName;
    private readonly Lookout lookout = new();
    private readonly AutoResetEvent bell = new(false);
    private FolderSource? source;

    public void Dispose()
    {
        lookout.Dispose();
        source?.Dispose();
        bell.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("cat new > net/web.yaml")]
    [InlineData("cp new net/.web.swp; mv net/.web.swp net/web.yaml")]
    [InlineData("rm net/web.yaml; sleep 0.02; cp new net/web.yaml")]
    [InlineData("mkdir -p net/deep/deeper; cp new net/deep/deeper/web.yaml; rm net/web.yaml")]
    [InlineData("mkdir other; cp new other/web.yaml; mv net old; mv other net")]
    [InlineData("mkdir other; cp new other/web.yaml; rm -r net; ln -s other net")]
    public void A_change_is_noticed(string command)
    {
        Sh($"mkdir net; printf '{Escape(Network("web"))}' > net/web.yaml; printf '{Escape(Network("db", "10.30.0.0/24"))}' > new");
        Open("net");
        Assert.Equal("web", NameIn(Next()));
        Sh(command);
        Assert.Equal("db", NameIn(Next()));
    }

    [Fact]
    public void Links_that_are_made_to_lead_elsewhere_are_noticed_as_Kubernetes_does_it()
    {
        Sh($"""
            mkdir -p vol/..one vol/..two
            printf '{Escape(Network("web"))}' > vol/..one/web.yaml; printf '{Escape(Network("db", "10.30.0.0/24"))}' > vol/..two/web.yaml
            ln -s ..one vol/..data; ln -s ..data/web.yaml vol/web.yaml
            """);
        Open("vol");
        Assert.Equal("web", NameIn(Next()));
        Sh("ln -s ..two vol/..new; mv -T vol/..new vol/..data");
        Assert.Equal("db", NameIn(Next()));
    }

    [Fact]
    public void A_half_written_file_is_waited_for()
    {
        Sh($"mkdir net; printf '{Escape(Network("web"))}' > net/web.yaml");
        Open("net");
        Next();
        Sh("printf '{' > net/web.yaml; sleep 0.2");
        Sh($"printf '{Escape(Network("db", "10.30.0.0/24"))}' > net/web.yaml");
        Assert.Equal("db", NameIn(Next()));
    }

    [Fact]
    public void A_checkout_that_is_not_done_when_it_starts_is_waited_for()
    {
        Sh($"mkdir -p net/.git; touch net/.git/index.lock; printf '{Escape(Network("web"))}' > net/web.yaml");
        Open("net");
        Assert.Null(source!.Take(DateTimeOffset.UtcNow));
        Assert.Null(source.Take(DateTimeOffset.UtcNow + Quiet));
        Sh($"printf '{Escape(Network("db", "10.30.0.0/24"))}' > net/web.yaml; rm net/.git/index.lock");
        Assert.Equal("db", NameIn(Next()));
    }

    [Fact]
    public void A_half_written_file_is_waited_for_by_who_is_asked_to_look_again_as_well()
    {
        Sh($"mkdir net; printf '{Escape(Network("web"))}' > net/web.yaml");
        Open("net");
        Next();
        Sh("printf '{' > net/web.yaml");
        source!.LookAgain();
        Assert.Null(source.Take(DateTimeOffset.UtcNow));
        Sh($"printf '{Escape(Network("db", "10.30.0.0/24"))}' > net/web.yaml");
        Assert.Equal("db", NameIn(Next()));
    }

    [Fact]
    public void A_broken_file_is_taken_when_it_stays_so()
    {
        Sh($"mkdir net; printf '{Escape(Network("web"))}' > net/web.yaml");
        Open("net");
        Next();
        Sh("printf '{' > net/web.yaml");
        Assert.NotEmpty(Next().Loaded.Diagnostics);
    }

    [Fact]
    public void What_says_the_same_is_no_revision()
    {
        Sh($"mkdir net; printf '{Escape(Network("web"))}' > net/web.yaml");
        Open("net");
        string name = Next().Name;
        Sh("touch net/web.yaml");
        Sh($"printf '{Escape(Network("db", "10.30.0.0/24"))}' > net/web.yaml");
        Assert.NotEqual(name, Next().Name);
    }

    private void Open(string path) => source = new(
        [Path.Combine(root, path)], Quiet, lookout, () => bell.Set());

    private Revision Next()
    {
        for (DateTimeOffset end = DateTimeOffset.UtcNow + Patience; DateTimeOffset.UtcNow < end;)
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            if (source!.Take(now) is Revision revision)
                return revision;
            TimeSpan wait = source.Due is DateTimeOffset due ? due - DateTimeOffset.UtcNow : Patience;
            bell.WaitOne(wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero);
        }
        throw new TimeoutException("no revision came");
    }

    private static string NameIn(Revision revision) => revision.Loaded.Documents.Networks.Single().Name;

    private static string Escape(string text) => text.Replace("\n", "\\n", StringComparison.Ordinal);

    private void Sh(string commands)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-ec", commands]) { WorkingDirectory = root })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
