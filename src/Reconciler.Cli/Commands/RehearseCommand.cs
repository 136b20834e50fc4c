using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>rehearse</c>: applies the documents to a throw-away copy of their hosts, and proves what they assert with packets.</summary>
internal static class RehearseCommand
{
    private const string Name = "rehearse";

    private static readonly Option<bool> Implied = new("--implied")
    {
        Description = "Prove as well what the documents imply: who is on one network, what is published, and that nothing else is open.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Apply the documents to a throw-away copy of all their hosts, and prove every Reachability with packets.");
        PathArgument.AddTo(command);
        command.Add(Implied);
        command.Add(HostOption.Owner);
        command.Add(OutputOption.Faults);
        command.Add(PageOptions.Verbose);
        command.Add(PageOptions.NoColor);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    /// <summary>Whether a command line asks for it: it runs in a sandbox whatever else is said.</summary>
    public static bool IsAskedFor(ParseResult parse) => parse.CommandResult.Command.Name == Name;

    private static int Run(ParseResult parse, Terminal terminal)
    {
        LoadResult loaded = Loader.Load(parse.GetRequiredValue(PathArgument.Paths), terminal.Input);
        Report report = new(parse, terminal);
        bool isForPeople = parse.GetValue(OutputOption.Faults) == OutputFormat.Text;
        bool isSound = !loaded.Diagnostics.Any(d => d.Severity == Severity.Error);
        RehearsalReport rehearsed = isSound ? Rehearse(loaded.Documents, parse, isForPeople ? new RehearsalText(report.Output) : null) : new([], [], []);
        ValueList<Diagnostic> all = [.. loaded.Diagnostics, .. rehearsed.Diagnostics];
        bool isProven = isSound && rehearsed.IsProven;
        switch (parse.GetValue(OutputOption.Faults))
        {
            case OutputFormat.Json:
                JsonOutput.Write(RehearsalJson.Of(isProven, rehearsed, all), terminal.Output);
                break;
            case OutputFormat.GitHub:
                GitHubText.Write(all, terminal.Output);
                break;
            case OutputFormat.Sarif:
                JsonOutput.Write(SarifLog.Of(all, ProductVersion.Number), terminal.Output);
                break;
            default:
                report.Output.Writer.Flush();
                DiagnosticText.Write(all, loaded.Sources, report.Error);
                if (isSound)
                    RehearsalText.Conclude(rehearsed, report);
                break;
        }
        return isProven ? ExitCode.Success : ExitCode.Refused;
    }

    private static RehearsalReport Rehearse(DocumentSet documents, ParseResult parse, RehearsalText? text)
    {
        text?.Begin(documents);
        Rehearsal rehearsal = new(documents, parse.GetRequiredValue(HostOption.Owner), HostOptions.DefaultNamespaceDirectory, parse.GetValue(Implied));
        return rehearsal.Run(text);
    }
}
