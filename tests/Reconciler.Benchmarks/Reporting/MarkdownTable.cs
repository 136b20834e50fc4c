using System.Text;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>A table of Markdown.</summary>
internal sealed class MarkdownTable
{
    private readonly StringBuilder text = new();

    /// <param name="columns">The heads; all but the first are numbers.</param>
    public MarkdownTable(params IReadOnlyList<string> columns)
    {
        Add(columns);
        Add([.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    /// <summary>Adds a row.</summary>
    public void Add(params IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <summary>The table, with its last line's end.</summary>
    public override string ToString() => text.ToString();
}
