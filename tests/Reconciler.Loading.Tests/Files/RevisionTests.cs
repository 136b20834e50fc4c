using System.Diagnostics;

namespace Reconciler.Loading.Tests.Files;

/// <summary>Documents as they are in a revision of a Git repository.</summary>
public sealed class RevisionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("revision-").FullName;
    private readonly string repository;

    public RevisionTests()
    {
        repository = System.IO.Path.Combine(folder, "repository");
        Directory.CreateDirectory(repository);
        Git("init", "--quiet", "--initial-branch=main");
        Write("networks/web.yaml", Marked.Network("web", "subnets: [10.20.0.0/24]"));
        Write("networks/gone/old.yaml", Marked.Network("old", "subnets: [10.30.0.0/24]"));
        Write("other.yaml", Marked.Network("other", "subnets: [10.40.0.0/24]"));
        Commit();
        Directory.Delete(Path("networks/gone"), recursive: true);
        Write("networks/web.yaml", Marked.Network("web", "subnets: [10.50.0.0/24]"));
        Write("young/young.yaml", Marked.Network("young", "subnets: [10.60.0.0/24]"));
        Git("tag", "before");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Path(string name) => System.IO.Path.Combine(repository, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
    }

    private void Commit()
    {
        Git("add", "--all");
        Git("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message=a");
    }

    private string Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments) { WorkingDirectory = repository, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private LoadResult Load(string revision, params string[] paths) =>
        Loader.LoadRevision(revision, [.. paths.Select(Path)], System.IO.Path.Combine(folder, "scratch"));

    [Theory]
    [InlineData("main", "networks", "old web")]
    [InlineData("before", "networks/", "old web")]
    [InlineData("HEAD", "networks/web.yaml", "web")]
    [InlineData("HEAD", "networks/gone", "old")]
    [InlineData("HEAD", "networks/gone/old.yaml", "old")]
    [InlineData("HEAD", "young", "")]
    [InlineData("HEAD", "young/young.yaml", "")]
    [InlineData("HEAD", "", "old other web")]
    public void Documents_are_as_they_were(string revision, string path, string networks)
    {
        LoadResult result = Load(revision, path);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(networks, string.Join(' ', result.Documents.Networks.Select(n => n.Name).Order(StringComparer.Ordinal)));
        Assert.DoesNotContain("10.50", string.Concat(result.Sources.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_paths_are_read_together() =>
        Assert.Equal(["other", "web"], Load("main", "other.yaml", "networks/web.yaml").Documents.Networks.Select(n => n.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Places_are_named_as_git_names_them()
    {
        Write("networks/web.yaml", Marked.Network("web", "subnets: [10.20.0.0/33]"));
        Commit();
        string place = Assert.Single(Load("main", "networks").Diagnostics, d => d.At is not null).At!.ToString()!;
        Assert.StartsWith($"main:{Path("networks")}/web.yaml:", place, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_lead_where_they_led()
    {
        Directory.CreateSymbolicLink(Path("link"), "networks");
        Commit();
        Assert.Equal(["old"], Load("HEAD~1", "link/gone").Documents.Networks.Select(n => n.Name));
    }

    [Theory]
    [InlineData("nosuch", "fatal: ")]
    [InlineData("main:nosuch", "fatal: ")]
    [InlineData("--help", "it looks like an option")]
    public void A_revision_that_is_none_is_told(string revision, string words)
    {
        Core.Diagnostics.Diagnostic fault = Assert.Single(Load(revision, "networks").Diagnostics);
        Assert.Equal("RC1009", fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_of_a_repository_there_are_no_revisions()
    {
        Assert.Equal("RC1009", Assert.Single(Loader.LoadRevision("main", [folder], folder).Diagnostics).Code);
        Assert.Equal("RC1009", Assert.Single(Loader.LoadRevision("main", ["-"], folder).Diagnostics).Code);
    }

    [Fact]
    public void Nothing_changes_in_the_repository()
    {
        Write("staged.yaml", "");
        Git("add", "staged.yaml");
        string before = Git("status", "--porcelain");
        Load("main", "networks");
        Assert.Equal(before, Git("status", "--porcelain"));
    }
}
