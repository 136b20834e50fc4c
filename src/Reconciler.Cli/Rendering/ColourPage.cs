using Spectre.Console;

namespace Reconciler.Cli.Rendering;

/// <summary>A terminal's page. The sixteen colours of the terminal's own palette, so that they suit its background.</summary>
internal sealed class ColourPage(TextWriter writer) : Page(writer)
{
    private readonly AnsiWriter ansi = new(writer, new AnsiCapabilities { Ansi = true, ColorSystem = ColorSystem.Standard });

    protected override void Put(string text, Tone tone)
    {
        if (tone == Tone.Plain)
            Writer.Write(text);
        else
            ansi.Write(text, StyleOf(tone));
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Faint => new Style(decoration: Decoration.Dim),
        Tone.Create or Tone.Success => new Style(foreground: Color.Green),
        Tone.Update or Tone.Warning => new Style(foreground: Color.Olive),
        Tone.Replace => new Style(foreground: Color.Purple),
        Tone.Delete or Tone.Error => new Style(foreground: Color.Maroon),
        _ => Style.Plain,
    };
}
