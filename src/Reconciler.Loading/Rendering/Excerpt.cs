using System.Text;

namespace Reconciler.Loading.Rendering;

/// <summary>A source line with a caret below one of its characters.</summary>
internal static class Excerpt
{
    private const string Indent = "    ";
    private const string Cut = "…";

    // What is shown of a long line: enough around the fault to find it.
    private const int Before = 60;
    private const int After = 60;

    /// <param name="column">From 1; past the end of the line means its end.</param>
    public static void Append(ReadOnlySpan<char> line, int column, StringBuilder text)
    {
        if (line.IsWhiteSpace())
            return;
        int fault = Math.Clamp(column - 1, 0, line.Length);
        int start = fault > Before ? WholeCharacter(line, fault - Before) : 0;
        int end = line.Length - fault > After ? WholeCharacter(line, fault + After) : line.Length;
        string cutBefore = start > 0 ? Cut : "";
        text.Append(Indent).Append(cutBefore).Append(Printable.Text(line[start..end])).Append(end < line.Length ? Cut : "").Append('\n');
        text.Append(Indent).Append(cutBefore.Length > 0 ? " " : "").Append(Printable.Blank(line[start..fault])).Append("^\n");
    }

    private static int WholeCharacter(ReadOnlySpan<char> line, int index) => char.IsLowSurrogate(line[index]) ? index - 1 : index;
}
