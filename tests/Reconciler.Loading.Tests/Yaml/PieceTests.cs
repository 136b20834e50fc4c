using CsCheck;
using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Definitions;
using Reconciler.Loading.Files;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Tests.Yaml;

/// <summary>A file is read in pieces; nobody can tell.</summary>
public class PieceTests
{
    // A document that is nothing but a block of text is none of ours, and YamlDotNet takes markers for a part of it.
    private static readonly string[] Tokens =
    [
        "---\n", "---", "--- ", "...\n", "...", "... ", "\n", "\r", "\r\n", " ", "\t", "# c\n", "#", "%YAML 1.2\n", "%X y\n", "%", "\uFEFF",
        "a: b\n", "c: d\n", "- e\n", "k:\n", "  ", "k: |\n", "k: >\n", "'", "\"", "[", "]", "{", "}", ", ", "k: ", "x", "!t ", "&a ", "*a", "? ", "null\n",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Tokens.Length - 1].Array[0, 25].Select(tokens => string.Concat(tokens.Select(t => Tokens[t])));

    [Theory]
    [InlineData("")]
    [InlineData("a: 1\n", "---\nb: 2\n", "--- c: 3\n", "---\td\n", "---\n", "---")]
    [InlineData("# who\n%YAML 1.2\n---\na: 1\n", "--- # and\nb: 2\n")]
    [InlineData("a: 1\n...\n", "# between\n\n%YAML 1.2\n---\nb: 2\n...\n# c\n...\n", "# d\n---\nc: 3\n")]
    [InlineData("a: 1\n...\nb: 2\n", "---\nc: 3\n")]
    [InlineData("a: |\n  ---\n ...\n ---b\n", "---\nb: 2\n")]
    [InlineData("----\n...b\n --- c\n")]
    [InlineData("a: 1\r\n", "---\r\nb: 2\r", "---\rc: 3\r")]
    public void A_piece_is_a_document(params string[] pieces)
    {
        IReadOnlyList<SourceText> found = YamlPieces.Of(new("f", string.Concat(pieces)));
        Assert.Equal(pieces, found.Select(p => p.Text));
    }

    [Fact]
    public void A_piece_knows_its_line() =>
        Assert.Equal([1, 3, 5, 6], YamlPieces.Of(new("f", "a: 1\r\n\r---\nb: 2\n---\n---\n")).Select(p => p.FirstLine));

    // What is no document's beginning to the reader of a whole file is none to that of pieces: the same documents, faults and places.
    [Fact]
    public void In_pieces_it_is_the_same_as_in_one() => Text.Sample(
        text =>
        {
            SourceText whole = new("f", text);
            List<string> inPieces = [];
            foreach (SourceText piece in YamlPieces.Of(whole))
            {
                PieceReading reading = PieceReading.Of(piece, 0, Limits.Default);
                inPieces.AddRange(Lines(reading));
                if (reading.IsLast)
                    break;
            }
            Assert.Equal(Lines(PieceReading.Of(whole, 0, Limits.Default)), inPieces.Order(StringComparer.Ordinal));
        },
        iter: 20_000);

    private static IEnumerable<string> Lines(PieceReading reading) => reading.Faults.Select(Line)
        .Concat(reading.Documents.Select(d => $"{d.Kind}/{d.Name} {d.Source.Locate("")}"))
        .Append(reading.IsLast ? "the rest is not read" : "")
        .Where(line => line.Length > 0).Order(StringComparer.Ordinal);

    // Some syntax errors the parser places at the beginning of what it was given.
    private static string Line(Diagnostic fault) => fault.Code == "RC1010" ? fault.Message : fault.ToString();
}
