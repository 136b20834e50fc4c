using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Cli.Reports;
using Reconciler.Cli.Tests.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel.Rehearsing;

namespace Reconciler.Cli.Tests.Reports;

/// <summary>Rehearsals as comments on pull requests.</summary>
public class MarkdownTests
{
    // What GitHub takes.
    private const int LongestComment = 65_536;

    private static string Text(RehearsalReport rehearsed) =>
        new RehearsalMarkdown(Rehearsals.Loaded.Documents, rehearsed, rehearsed.Diagnostics, Rehearsals.Loaded.Sources).ToString();

    [Fact]
    public void What_is_proven_shows_the_plans_of_empty_hosts() =>
        Golden.Assert("proven.md", Text(Rehearsals.Proven with { Plans = [new("host-a", Plans.Creation), new("host-b", Plans.InSync)] }));

    [Fact]
    public void A_change_shows_what_it_opens_and_whom_it_interrupts_and_each_gap() =>
        Golden.Assert("changed.md", Text(Rehearsals.Changed with { Plans = [new("host-a", Plans.Mixed()), new("host-b", Plans.Destruction), new("host-c", Plans.Creation)] }));

    [Fact]
    public void What_does_not_hold_comes_first() => Golden.Assert("failed.md", Text(Rehearsals.Failed with { Plans = [new("host-a", Plans.InSync)] }));

    [Fact]
    public void What_could_not_be_applied_is_shown_with_the_warnings() => Golden.Assert("refused.md", Text(Rehearsals.Refused));

    [Fact]
    public void What_could_not_begin_says_so() => Assert.StartsWith("## ❌ Not proven: 1 fault\n\nNothing was rehearsed.\n\n```text\n", Text(Rehearsals.NotBegun), StringComparison.Ordinal);

    [Theory]
    [InlineData(50, " lines more: 'reconciler plan' shows them on the host\n```\n")]
    [InlineData(1000, "are too long for a comment")]
    public void A_comment_is_not_longer_than_a_comment_may_be(int hosts, string words)
    {
        HostPlan[] many = [.. Enumerable.Range(1, hosts).Select(i => new HostPlan($"host-{i}", Plans.Creation))];
        Diagnostic[] faults = [.. Enumerable.Range(1, 1000).Select(i => Diagnostic.Error("RC4001", new("web.yaml", i, 1), new string('x', 200)))];
        string text = Text(Rehearsals.Changed with { Plans = [.. many], Diagnostics = [.. faults] });
        Assert.InRange(text.Length, 15_000, LongestComment);
        Assert.Contains("… and 975 more.", text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(Count(text, "<details>"), Count(text, "</details>"));
        Assert.Equal(0, Count(text, "\n```") % 2);
    }

    [Theory]
    [InlineData("web-1", "`web-1`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a``b`", "``` `a``b` ```")]
    [InlineData("<b> *x* _y_ @someone #1 [z](http://example.org)", "`<b> *x* _y_ @someone #1 [z](http://example.org)`")]
    [InlineData("one\ntwo\u0007", "`one\ufffdtwo\ufffd`")]
    public void Code_is_nothing_but_text(string content, string expected) => Assert.Equal(expected, Markdown.Code(content));

    [Fact]
    public void Nothing_ends_a_cell_or_a_row_before_its_end()
    {
        StringBuilder text = new();
        new Markdown(text).Table(["name", "count:"], [[Markdown.Code("a|b\n| c |"), "1"], ["x", "2"], ["y", "3"]], atMost: 2);
        Assert.Equal("| name | count |\n| --- | ---: |\n| `a\\|b\ufffd\\| c \\|` | 1 |\n| x | 2 |\n\n… and 1 more.\n\n", text.ToString());
    }

    [Fact]
    public void Nothing_ends_a_block_before_its_end()
    {
        StringBuilder text = new();
        new Markdown(text).Block("one\n```\n</details>\n````\n");
        Assert.Equal("`````text\none\n```\n</details>\n````\n`````\n\n", text.ToString());
    }

    [Fact]
    public void A_summary_is_no_element()
    {
        StringBuilder text = new();
        new Markdown(text).Details("<script>\n</summary>", () => text.Append("x\n\n"));
        Assert.Equal("<details>\n<summary>&lt;script&gt;\ufffd&lt;/summary&gt;</summary>\n\nx\n\n</details>\n\n", text.ToString());
    }

    private static int Count(string text, string part) => Regex.Count(text, Regex.Escape(part));
}
