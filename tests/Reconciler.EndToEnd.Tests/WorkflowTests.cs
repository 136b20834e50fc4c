using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reconciler.EndToEnd.Tests;

/// <summary>The workflow of <c>examples/github-actions</c>: its commands as they stand there, in a repository with its documents.</summary>
public sealed partial class WorkflowTests : IDisposable
{
    private static readonly string Example = Path.Combine(Program.Root, "examples", "github-actions");
    private readonly PrivateHost host = new();

    public WorkflowTests() => host.Sh($"""
        set -e
        cp -r {Example}/networks {host.Directory}; cd {host.Directory}
        mkdir bin; printf '#!/bin/sh\nexec "$@"\n' > bin/sudo; chmod +x bin/sudo
        git init -q -b main; printf 'bin\n*.md\n*.xml\n' > .gitignore; git add --all
        git -c user.name=test -c user.email=test@example.org commit -qm documents
        git update-ref refs/remotes/origin/main main; git switch -qc change
        """);

    public void Dispose() => host.Dispose();

    [Fact]
    public void It_asks_for_nothing_else_of_the_program() => Assert.Equal(["validate", "rehearse", "rehearse", "apply"], Commands().Select(c => Verb().Match(c).Groups["verb"].Value));

    [Fact]
    public void A_good_pull_request_passes_with_a_comment_and_a_test_report_and_can_be_applied()
    {
        Edit("\"8080:80\"", "\"8080:80\", \"8443:443\"");
        Result[] results = [.. Commands().Select(Run)];
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Text));
        string comment = Read("comment.md");
        Assert.StartsWith("## ✅ Rehearsed and proven\n", comment, StringComparison.Ordinal);
        Assert.Contains("| **opened** | `host` | `tcp 0.0.0.0:8443` | `web 10.20.0.128:443` | `networks/web.yaml:25` |\n", comment, StringComparison.Ordinal);
        XElement tests = XDocument.Parse(Read("rehearsal.xml")).Root!;
        Assert.Equal(("0", "0", "0"), (tests.Attribute("failures")!.Value, tests.Attribute("errors")!.Value, tests.Attribute("skipped")!.Value));
        Assert.Contains(tests.Elements("testsuite"), suite => suite.Attribute("name")!.Value == "implied");
        Assert.Equal(0, host.Reconciler("status networks").ExitCode);
    }

    [Fact]
    public void A_bad_pull_request_does_not_pass_and_gets_the_comment_that_is_shown()
    {
        Edit("subnets: [10.30.0.0/24]\n", "subnets: [10.30.0.0/24]\n  uplink: routed\n");
        Edit("network: back\n", "network: back\n  ports: [\"5432:5432\"]\n");
        Assert.Equal([0, 1, 1], Commands()[..3].Select(c => Run(c).ExitCode));
        string shown = Path.Combine(Example, "pull-request.md");
        string comment = Read("comment.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(shown, comment);
        Assert.Equal(Lasting(File.ReadAllText(shown)), Lasting(comment));
        Assert.Equal("1", XDocument.Parse(Read("rehearsal.xml")).Root!.Elements("testsuite").Single(s => s.Attribute("name")!.Value.EndsWith("the-database-is-nobody-elses", StringComparison.Ordinal)).Attribute("failures")!.Value);
    }

    [Fact]
    public void A_pull_request_with_a_fault_is_told_at_its_line_and_says_so_in_its_comment()
    {
        Edit("network: back\n", "network: bakc\n");
        Result[] results = [.. Commands()[..3].Select(Run)];
        Assert.Equal([1, 1, 1], results.Select(r => r.ExitCode));
        Assert.StartsWith("::error file=networks/web.yaml,line=33,col=12,title=RC13", results[0].Output, StringComparison.Ordinal);
        Assert.StartsWith("## ❌ Not proven: 1 fault\n\nNothing was rehearsed.\n", Read("comment.md"), StringComparison.Ordinal);
    }

    private static string[] Commands() =>
        [.. Step().Matches(File.ReadAllText(Path.Combine(Example, ".github", "workflows", "rehearse.yml"))).Select(m => m.Groups["command"].Value).Where(c => Verb().IsMatch(c))];

    // As the runner does it: bash -e, with its variables.
    private Result Run(string command)
    {
        string script = Path.Combine(host.Directory, "bin", "step.sh");
        File.WriteAllText(script, command);
        return host.Run($"cd {host.Directory} && PATH={host.Directory}/bin:{Path.GetDirectoryName(Program.Path)}:$PATH GITHUB_BASE_REF=main bash -e {script}");
    }

    private void Edit(string from, string to)
    {
        string file = Path.Combine(host.Directory, "networks", "web.yaml");
        string documents = File.ReadAllText(file);
        Assert.Contains(from, documents, StringComparison.Ordinal);
        File.WriteAllText(file, documents.Replace(from, to, StringComparison.Ordinal));
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(host.Directory, name));

    // Without times, which differ from run to run, and without the gaps, which are times.
    private static string Lasting(string comment) => Milliseconds().Replace(Gaps().Replace(comment, ""), "N");

    [GeneratedRegex(@"^ *(- )?run: (?<command>(?!\|).+)$", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"^(sudo )?reconciler (?<verb>[a-z]+)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?<=in )\d+(?= ms)|(?<=\| )\d+(?= \|$)", RegexOptions.Multiline)]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"^### Gaps in traffic\n(.*\n)*?(?=<details>)", RegexOptions.Multiline)]
    private static partial Regex Gaps();
}
