using Reconciler.Core.Documents;

namespace Reconciler.Cli.Reports;

/// <summary>Assertions in a comment, with how many of their questions were answered as they should be; those that were not come first.</summary>
internal static class AssertionsMarkdown
{
    private const int AtMost = 100;

    public static void Write(IEnumerable<TestSuite> suites, Markdown page)
    {
        TestSuite[] rows = [.. suites.OrderBy(s => Count(s, TestEnd.Failure) == 0)];
        if (rows.Length == 0)
            return;
        page.Heading(3, "Assertions");
        page.Table(["", "assertion", "questions:", "result", "said at"], [.. rows.Select(RowOf)], AtMost);
    }

    private static string[] RowOf(TestSuite suite)
    {
        (int failed, int open) = (Count(suite, TestEnd.Failure), Count(suite, TestEnd.Skipped));
        string symbol = failed > 0 ? "❌" : open == suite.Cases.Count ? "❔" : "✅";
        string[] result = [.. failed > 0 ? [$"{failed} otherwise"] : open < suite.Cases.Count ? (string[])["as expected"] : [], .. open > 0 ? [$"{open} open"] : (string[])[]];
        return [symbol, Markdown.Code(suite.Name), $"{suite.Cases.Count}", string.Join(", ", result), suite.At is SourceLocation at ? Markdown.Place(at) : ""];
    }

    private static int Count(TestSuite suite, TestEnd end) => suite.Cases.Count(c => c.End == end);
}
