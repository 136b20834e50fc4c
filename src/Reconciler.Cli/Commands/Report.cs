using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary>How one run of a command speaks.</summary>
internal sealed class Report(ParseResult parse, Terminal terminal)
{
    /// <summary>Whether programs read the results; they find everything there, diagnostics too.</summary>
    public bool IsJson { get; } = parse.GetValue(OutputOption.Data) == OutputFormat.Json;

    /// <summary>Whether every change is shown with its commands.</summary>
    public bool IsVerbose { get; } = parse.GetValue(PageOptions.Verbose);

    /// <summary>Results.</summary>
    public Page Output { get; } = PageOptions.OutputPage(parse, terminal);

    /// <summary>Everything else.</summary>
    public Page Error { get; } = PageOptions.ErrorPage(parse, terminal);

    /// <summary>Where a line may be written over again and again; <c>null</c>: nobody watches.</summary>
    public TextWriter? Watched { get; } = terminal.ErrorIsWatched ? terminal.Error : null;

    /// <summary>Counts steps, before the eyes of whoever watches.</summary>
    /// <param name="total">How many there will be.</param>
    public ProgressLine Progress(int total) => new(total, Watched);
}
