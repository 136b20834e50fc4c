using Reconciler.Cli.Rendering;

namespace Reconciler.Cli;

/// <summary>Where a command reads from and writes to.</summary>
/// <param name="Output">Results; buffered.</param>
/// <param name="Error">Everything else: diagnostics, progress, traces.</param>
/// <param name="OutputIsWatched">Whether results go to a terminal.</param>
/// <param name="ErrorIsWatched">Whether everything else goes to a terminal.</param>
/// <param name="Colours">Whether terminals may be written to in colours (https://no-color.org).</param>
internal sealed record Terminal(
    TextReader Input, TextWriter Output, TextWriter Error, bool OutputIsWatched, bool ErrorIsWatched, bool Colours)
{
    /// <summary>The page for results.</summary>
    /// <param name="colours">Whether they are wanted.</param>
    public Page OutputPage(bool colours) => PageOn(Output, colours && Colours && OutputIsWatched);

    /// <summary>The page for everything else.</summary>
    /// <param name="colours">Whether they are wanted.</param>
    public Page ErrorPage(bool colours) => PageOn(Error, colours && Colours && ErrorIsWatched);

    private static Page PageOn(TextWriter writer, bool colours) => colours ? new ColourPage(writer) : new PlainPage(writer);
}
