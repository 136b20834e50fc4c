namespace Reconciler.Loading.Files;

/// <summary>Gives the characters of a text, which may be a piece of a larger one.</summary>
internal sealed class SourceReader(SourceText text) : TextReader
{
    private int next;

    public override int Peek() => next < text.Length ? text.Characters[next] : -1;

    public override int Read() => next < text.Length ? text.Characters[next++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        ReadOnlySpan<char> rest = text.Characters[next..];
        int length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        next += length;
        return length;
    }
}
