using Reconciler.Benchmarks.Reporting;

namespace Reconciler.Benchmarks.Tests;

/// <summary>What people wrote stays, what was measured is put in its place.</summary>
public class PageTests
{
    private static readonly Dictionary<string, string> Parts = new() { ["a"] = "1\n", ["b"] = "2\n" };

    [Fact]
    public void Parts_are_replaced_and_the_rest_stays()
    {
        const string Page = "# Title\n\n<!-- measured: a -->\nold\n<!-- end: a -->\nwords\n<!-- measured: b -->\n<!-- end: b -->\n";
        string filled = Reporting.Page.Fill(Page, Parts);
        Assert.Equal("# Title\n\n<!-- measured: a -->\n1\n<!-- end: a -->\nwords\n<!-- measured: b -->\n2\n<!-- end: b -->\n", filled);
        Assert.Equal(filled, Reporting.Page.Fill(filled, Parts));
    }

    [Theory]
    [InlineData("<!-- measured: a -->\n<!-- end: a -->\n")]
    [InlineData("<!-- measured: a -->\n<!-- end: a -->\n<!-- measured: b -->\n")]
    public void A_page_that_has_not_all_parts_is_refused(string page) =>
        Assert.Throws<InvalidOperationException>(() => Page.Fill(page, Parts));
}
