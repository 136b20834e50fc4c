using Reconciler.Core.Documents;

namespace Reconciler.Loading.Files;

/// <summary>The text of one file, or a piece of it, and its lines; a line ends with LF, CR LF or CR, as in YAML 1.2.</summary>
/// <param name="name">The file, as the user gave it.</param>
/// <param name="firstLine">The number of the text's first line in the file.</param>
internal sealed class SourceText(string name, string text, int firstLine = 1)
{
    // Few texts are asked for their lines: those with faults.
    private int[]? lineStarts;

    /// <summary>The file, as the user gave it.</summary>
    public string Name => name;

    public string Text => text;

    /// <summary>The number of the text's first line in the file.</summary>
    public int FirstLine => firstLine;

    private int[] LineStarts => lineStarts ??= StartsOf(text);

    /// <summary>The same text in another file, or further up or down.</summary>
    public SourceText MovedTo(string file, int line) => new(file, text, line) { lineStarts = lineStarts };

    /// <summary>The place of the character at an offset; offsets past the end mean the end.</summary>
    public SourceLocation At(long offset)
    {
        int within = (int)Math.Clamp(offset, 0, text.Length);
        int found = Array.BinarySearch(LineStarts, within);
        int line = found >= 0 ? found : ~found - 1;
        return new(name, firstLine + line, within - LineStarts[line] + 1);
    }

    /// <summary>A line by its number from 1, without its end; empty outside of the text.</summary>
    public ReadOnlySpan<char> Line(int number)
    {
        int line = number - firstLine;
        if (line < 0 || line >= LineStarts.Length)
            return default;
        int start = LineStarts[line];
        int end = line + 1 < LineStarts.Length ? LineStarts[line + 1] : text.Length;
        return text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>The offset at which the line after the one at an offset begins; the text's length when there is none.</summary>
    public static int NextLine(ReadOnlySpan<char> text, int offset)
    {
        int length = text[offset..].IndexOfAny('\n', '\r');
        if (length < 0)
            return text.Length;
        int end = offset + length;
        return text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
    }

    private static int[] StartsOf(string text)
    {
        int[] starts = new int[LinesOf(text)];
        for (int line = 1; line < starts.Length; line++)
            starts[line] = NextLine(text, starts[line - 1]);
        return starts;
    }

    // What follows the last line end is a line, even if it is empty.
    private static int LinesOf(string text)
    {
        int lines = 1;
        for (int start = NextLine(text, 0); start < text.Length; start = NextLine(text, start))
            lines++;
        return text.Length > 0 && text[^1] is '\n' or '\r' ? lines + 1 : lines;
    }
}
