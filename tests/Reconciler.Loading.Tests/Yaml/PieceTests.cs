using CsCheck;
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
        "a: b\n", "c: d\n", "- e\n", "k:\n", "  ", "\nk: |\n", "\nk: >\n", "'", "\"", "[", "]", "{", "}", ", ", "k: ", "x", "!t ", "&a ", "*a", "? ", "null\n",
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

    // What is no document's beginning to the reader of a whole file is none to that of pieces. At a syntax error the parser may have looked
    // ahead further or less far, so that it tells other faults of the same document.
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void In_pieces_it_is_the_same_as_in_one(int length) => Text.Sample(
        text =>
        {
            SourceText whole = new("f", text);
            PieceReading inOne = PieceReading.Of(whole, 0, Limits.Default);
            List<PieceReading> inPieces = [];
            foreach (SourceText piece in YamlPieces.Of(whole, length).TakeWhile(_ => inPieces is not [.., { IsLast: true }]))
                inPieces.Add(PieceReading.Of(piece, 0, Limits.Default));
            Assert.Equal(inOne.IsLast, inPieces[^1].IsLast);
            Assert.Equal(inOne.Documents.Select(Line), inPieces.SelectMany(p => p.Documents).Select(Line));
            if (!inOne.IsLast)
                Assert.Equal(inOne.Faults.OrderBy(f => f.At), inPieces.SelectMany(p => p.Faults).OrderBy(f => f.At));
        },
        iter: 5_000);

    private static string Line(DocumentIdentity document) => $"{document.Kind}/{document.Name} {document.Source.Locate("")}";
}
