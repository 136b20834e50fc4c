using Reconciler.Core.Documents;

namespace Reconciler.Loading.Files;

/// <summary>The text of one file, or a piece of it, and its lines; a line ends with LF, CR LF or CR, as in YAML 1.2.</summary>
internal sealed class SourceText
{
    private readonly string whole;
    private readonly int start;

    // Few texts are asked for their lines: those with faults.
    private int[]? lineStarts;

    /// <param name="name">The file, as the user gave it.</param>
    /// <param name="firstLine">The number of the text's first line in the file.</param>
    public SourceText(string name, string text, int firstLine = 1)
        : this(name, text, 0, text.Length, firstLine)
    {
    }

    private SourceText(string name, string whole, int start, int length, int firstLine)
    {
        Name = name;
        this.whole = whole;
        this.start = start;
        Length = length;
        FirstLine = firstLine;
    }

    /// <summary>The file, as the user gave it.</summary>
    public string Name { get; }

    /// <summary>The number of the text's first line in the file.</summary>
    public int FirstLine { get; }

    /// <summary>How many UTF-16 units it has.</summary>
    public int Length { get; }

    /// <summary>The text, without a copy.</summary>
    public ReadOnlySpan<char> Characters => whole.AsSpan(start, Length);

    /// <summary>The text; of a piece, a copy.</summary>
    public string Text => whole.Substring(start, Length);

    private int[] LineStarts => lineStarts ??= StartsOf(Characters);

    /// <summary>A part of this text, which keeps all of it.</summary>
    /// <param name="line">The number of the part's first line in the file.</param>
    public SourceText Piece(int from, int to, int line) => new(Name, whole, start + from, to - from, line);

    /// <summary>The same, of a text that is nothing but this.</summary>
    public SourceText Alone() => Length == whole.Length ? this : new(Name, Text, FirstLine) { lineStarts = lineStarts };

    /// <summary>The same text in another file, or further up or down.</summary>
    public SourceText MovedTo(string file, int line) => new(file, whole, start, Length, line) { lineStarts = lineStarts };

    /// <summary>The place of the character at an offset; offsets past the end mean the end.</summary>
    public SourceLocation At(long offset)
    {
        int within = (int)Math.Clamp(offset, 0, Length);
        int found = Array.BinarySearch(LineStarts, within);
        int line = found >= 0 ? found : ~found - 1;
        return new(Name, FirstLine + line, within - LineStarts[line] + 1);
    }

    /// <summary>A line by its number from 1, without its end; empty outside of the text.</summary>
    public ReadOnlySpan<char> Line(int number)
    {
        int line = number - FirstLine;
        if (line < 0 || line >= LineStarts.Length)
            return default;
        int from = LineStarts[line];
        int to = line + 1 < LineStarts.Length ? LineStarts[line + 1] : Length;
        return Characters[from..to].TrimEnd("\r\n");
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

    private static int[] StartsOf(ReadOnlySpan<char> text)
    {
        int[] starts = new int[LinesOf(text)];
        for (int line = 1; line < starts.Length; line++)
            starts[line] = NextLine(text, starts[line - 1]);
        return starts;
    }

    // What follows the last line end is a line, even if it is empty.
    private static int LinesOf(ReadOnlySpan<char> text)
    {
        int lines = 1;
        for (int start = NextLine(text, 0); start < text.Length; start = NextLine(text, start))
            lines++;
        return text.Length > 0 && text[^1] is '\n' or '\r' ? lines + 1 : lines;
    }
}
