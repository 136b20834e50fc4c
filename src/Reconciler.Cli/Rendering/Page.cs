namespace Reconciler.Cli.Rendering;

/// <summary>Where people read: pieces of text with a meaning, which a terminal shows in colours and a file without.</summary>
internal abstract class Page(TextWriter writer)
{
    /// <summary>Where it all goes, for what has a format of its own: JSON, help.</summary>
    public TextWriter Writer { get; } = writer;

    public abstract void Write(string text, Tone tone = Tone.Plain);

    /// <summary>Ends the line, after a last piece.</summary>
    public void Line(string text = "", Tone tone = Tone.Plain)
    {
        if (text.Length > 0)
            Write(text, tone);
        Writer.Write('\n');
    }
}

/// <summary>Text without colours, the same wherever it is written.</summary>
internal sealed class PlainPage(TextWriter writer) : Page(writer)
{
    public override void Write(string text, Tone tone = Tone.Plain) => Writer.Write(text);
}
