using Reconciler.Core.Documents;

namespace Reconciler.Loading.Files;

/// <summary>The text of one file, and its lines; a line ends with LF, CR LF or CR, as in YAML 1.2.</summary>
internal sealed class SourceText
{
    private readonly List<int> lineStarts = [0];

    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
        for (int end = text.AsSpan().IndexOfAny('\n', '\r'); end >= 0;)
        {
            bool two = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n';
            int start = end + (two ? 2 : 1);
            lineStarts.Add(start);
            int length = text.AsSpan(start).IndexOfAny('\n', '\r');
            end = length < 0 ? -1 : start + length;
        }
    }

    /// <summary>As the user gave it.</summary>
    public string Name { get; }

    public string Text { get; }

    /// <summary>The place of the character at an offset; offsets past the end mean the end.</summary>
    public SourceLocation At(long offset)
    {
        int within = (int)Math.Clamp(offset, 0, Text.Length);
        int found = lineStarts.BinarySearch(within);
        int line = found >= 0 ? found : ~found - 1;
        return new(Name, line + 1, within - lineStarts[line] + 1);
    }

    /// <summary>A line by its number from 1, without its end; empty outside of the text.</summary>
    public ReadOnlySpan<char> Line(int number)
    {
        if (number < 1 || number > lineStarts.Count)
            return default;
        int start = lineStarts[number - 1];
        int end = number < lineStarts.Count ? lineStarts[number] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }
}
