using Reconciler.Loading.Files;

namespace Reconciler.Loading.Yaml;

/// <summary>
/// Divides a file where one document ends and another begins, so that each can be read on its own. That is told by lines alone: at the
/// beginning of a line, <c>---</c> and <c>...</c> are markers whatever they stand in (YAML 1.2, section 9.1.2).
/// </summary>
/// <param name="file">A text without characters that end a line for YAML 1.1 only.</param>
internal sealed class YamlPieces(SourceText file, int length)
{
    private const string Begin = "---";
    private const string End = "...";

    private readonly List<(int Offset, int Line)> starts = [(0, 1)];
    private bool hasBegun;
    private bool goesOn;

    /// <summary>The pieces, which put together are the file.</summary>
    /// <param name="length">How many UTF-16 units a piece has at least; none: a piece for each document.</param>
    public static IReadOnlyList<SourceText> Of(SourceText file, int length = 0) => new YamlPieces(file, length).Divide();

    private SourceText[] Divide()
    {
        ReadOnlySpan<char> text = file.Characters;
        int line = 1;
        for (int at = 0; at < text.Length; line++)
        {
            int next = SourceText.NextLine(text, at);
            Take(text[at..next], at, next, line);
            at = next;
        }
        if (starts.Count > 1 && starts[^1].Offset == text.Length)
            starts.RemoveAt(starts.Count - 1);
        return [.. starts.Select((start, i) => Piece(start, i + 1 < starts.Count ? starts[i + 1].Offset : file.Length))];
    }

    private SourceText Piece((int Offset, int Line) start, int end) => file.Piece(start.Offset, end, start.Line);

    private void Take(ReadOnlySpan<char> line, int at, int next, int number)
    {
        if (IsMarker(line, Begin))
        {
            if (hasBegun && !goesOn && IsLong(at))
                Cut(at, number);
            hasBegun = true;
            goesOn = false;
        }
        else if (IsMarker(line, End))
        {
            TakeEnd(next, number);
        }
        else if (line.StartsWith('%'))
        {
            // A directive, which belongs to the document that follows it.
            goesOn = true;
        }
        else if (!IsBetweenDocuments(line))
        {
            TakeUp();
            hasBegun = true;
        }
    }

    private void TakeEnd(int next, int number)
    {
        TakeUp();
        if (hasBegun && !goesOn && IsLong(next))
            Cut(next, number + 1);
        else
            goesOn |= !hasBegun;
    }

    // After its end a document may end again, but nothing else may follow without a marker: that is a fault of the piece before.
    private void TakeUp()
    {
        if (hasBegun || starts.Count == 1)
            return;
        starts.RemoveAt(starts.Count - 1);
        hasBegun = true;
    }

    private bool IsLong(int end) => end - starts[^1].Offset >= length;

    private static bool IsMarker(ReadOnlySpan<char> line, string marker) =>
        line.StartsWith(marker) && (line.Length == marker.Length || line[marker.Length] is ' ' or '\t' or '\n' or '\r');

    private static bool IsBetweenDocuments(ReadOnlySpan<char> line) => line.TrimStart(" \t\r\n") is [] or ['#', ..];

    private void Cut(int at, int line)
    {
        starts.Add((at, line));
        (hasBegun, goesOn) = (false, false);
    }
}
