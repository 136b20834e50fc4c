using Reconciler.Loading.Rendering;

namespace Reconciler.Cli.Rendering;

/// <summary>
/// Where people read: pieces of text with a meaning, which a terminal shows in colours and a file without. Names come from files, from
/// the kernel and from others' programs: what a terminal would take for a command is not written.
/// </summary>
internal abstract class Page(TextWriter writer)
{
    private static readonly string Spaces = new(' ', 80);

    /// <summary>Where it all goes, for what has a format of its own: JSON, help.</summary>
    public TextWriter Writer { get; } = writer;

    /// <summary>Writes a piece of a line.</summary>
    public void Write(string text, Tone tone = Tone.Plain) => Put(Printable.Text(text), tone);

    /// <summary>Writes spaces.</summary>
    public void Space(int width)
    {
        for (; width > Spaces.Length; width -= Spaces.Length)
            Writer.Write(Spaces);
        Writer.Write(Spaces.AsSpan(0, width));
    }

    /// <summary>Writes whole lines with their ends (LF).</summary>
    public void Lines(string text) => Writer.Write(Printable.Lines(text));

    /// <summary>Ends the line, after a last piece.</summary>
    public void Line(string text = "", Tone tone = Tone.Plain)
    {
        if (text.Length > 0)
            Write(text, tone);
        Writer.Write('\n');
    }

    /// <param name="text">Without anything harmful.</param>
    protected abstract void Put(string text, Tone tone);
}

/// <summary>Text without colours, the same wherever it is written.</summary>
internal sealed class PlainPage(TextWriter writer) : Page(writer)
{
    protected override void Put(string text, Tone tone) => Writer.Write(text);
}
