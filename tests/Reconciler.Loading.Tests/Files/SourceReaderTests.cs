using Reconciler.Loading.Files;

namespace Reconciler.Loading.Tests.Files;

/// <summary>A piece of a text is read as if it were alone.</summary>
public class SourceReaderTests
{
    private static readonly SourceText Piece = new SourceText("f.yaml", "one\ntwo\nthree\n").Piece(4, 8, 2);

    [Fact]
    public void Only_the_piece_is_read()
    {
        using SourceReader reader = new(Piece);
        Assert.Equal('t', reader.Peek());
        Assert.Equal('t', reader.Read());
        char[] buffer = new char[8];
        Assert.Equal(2, reader.Read(buffer, 1, 2));
        Assert.Equal("\0wo", new string(buffer, 0, 3));
        Assert.Equal("\n", reader.ReadToEnd());
        Assert.Equal((-1, -1, 0), (reader.Peek(), reader.Read(), reader.Read(buffer, 0, 8)));
    }

    [Fact]
    public void What_is_alone_has_the_same_places()
    {
        SourceText alone = Piece.Alone();
        Assert.Equal("two\n", alone.Text);
        Assert.Equal(Piece.At(2), alone.At(2));
        Assert.Equal((2, 3), (alone.At(2).Line, alone.At(2).Column));
        Assert.Equal("two", alone.Line(2).ToString());
        Assert.Equal("", alone.Line(1).ToString());
    }
}
