using System.Net;
using System.Text;
using Reconciler.Core.Documents;
using Reconciler.Loading.Rendering;

namespace Reconciler.Cli.Reports;

/// <summary>
/// Markdown as GitHub and GitLab read it. Whatever comes from documents stands in code spans and code blocks, where it is text and nothing
/// else: no link, no mention of anybody, no end of a table.
/// </summary>
internal sealed class Markdown(StringBuilder text)
{
    /// <summary>How much there is.</summary>
    public int Length => text.Length;

    public void Heading(int level, string words) => Paragraph($"{new string('#', level)} {words}");

    /// <summary>Text of ours, or of <see cref="Code"/>.</summary>
    public void Paragraph(string words) => text.Append(words).Append("\n\n");

    /// <summary>A table; more rows than can be shown are counted.</summary>
    /// <param name="head">The names of the columns; those of numbers end with a colon.</param>
    /// <param name="rows">Cells of our own text, or of <see cref="Code"/>.</param>
    public void Table(string[] head, IReadOnlyCollection<string[]> rows, int atMost)
    {
        Row(head.Select(name => name.TrimEnd(':')));
        Row(head.Select(name => name.EndsWith(':') ? "---:" : "---"));
        foreach (string[] row in rows.Take(atMost))
            Row(row);
        text.Append('\n');
        if (rows.Count > atMost)
            Paragraph($"… and {rows.Count - atMost} more.");
    }

    /// <summary>A block of text as it is.</summary>
    public void Block(string content)
    {
        string fence = new('`', Math.Max(3, LongestRun(content) + 1));
        text.Append(fence).Append("text\n").Append(Printable.Lines(content.TrimEnd('\n'))).Append('\n').Append(fence).Append("\n\n");
    }

    /// <summary>What is shown only when somebody asks for it.</summary>
    /// <param name="summary">Plain text.</param>
    public void Details(string summary, Action content)
    {
        text.Append("<details>\n<summary>").Append(WebUtility.HtmlEncode(Visible(summary))).Append("</summary>\n\n");
        content();
        text.Append("</details>\n\n");
    }

    /// <summary>A text as it is, within a line.</summary>
    public static string Code(string content)
    {
        string visible = Visible(content);
        string fence = new('`', LongestRun(visible) + 1);
        string space = visible.StartsWith('`') || visible.EndsWith('`') || visible.Length == 0 ? " " : "";
        return fence + space + visible + space + fence;
    }

    /// <summary>A line of a file.</summary>
    public static string Place(SourceLocation at) => Code($"{at.File}:{at.Line}");

    // A bar ends a cell even in a code span.
    private void Row(IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    // The ends of lines, too.
    private static string Visible(string content) => Printable.Text(content).Replace('\t', '\ufffd');

    private static int LongestRun(string content)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in content)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
