using System.CommandLine;
using Reconciler.Cli.Rendering;

namespace Reconciler.Cli.CommandLine;

/// <summary>Options about what the text looks like.</summary>
internal static class PageOptions
{
    public static Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colours, as with the environment variable NO_COLOR.",
    };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Show every change, with the ip and nft commands that it stands for; of a rehearsal or a proof, every question.",
    };

    /// <summary>Adds what commands have whose results people and programs read.</summary>
    public static void AddTo(Command command)
    {
        command.Add(OutputOption.Data);
        command.Add(Verbose);
        command.Add(NoColor);
    }

    /// <summary>The page for results.</summary>
    public static Page OutputPage(ParseResult parse, Terminal terminal) => terminal.OutputPage(!parse.GetValue(NoColor));

    /// <summary>The page for everything else.</summary>
    public static Page ErrorPage(ParseResult parse, Terminal terminal) => terminal.ErrorPage(!parse.GetValue(NoColor));
}
