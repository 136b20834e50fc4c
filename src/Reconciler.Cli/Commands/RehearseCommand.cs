using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>rehearse</c>: applies the documents to a throw-away copy of their hosts, and proves what they assert with packets.</summary>
internal static class RehearseCommand
{
    private const string Name = "rehearse";

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Apply the documents to a throw-away copy of all their hosts, and prove every Reachability with packets.");
        PathArgument.AddTo(command);
        command.Add(HostOption.Owner);
        PageOptions.AddTo(command);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    /// <summary>Whether a command line asks for it: it runs in a sandbox whatever else is said.</summary>
    public static bool IsAskedFor(ParseResult parse) => parse.CommandResult.Command.Name == Name;

    private static int Run(ParseResult parse, Terminal terminal)
    {
        Report report = new(parse, terminal);
        LoadResult loaded = Loader.Load(parse.GetRequiredValue(PathArgument.Paths), terminal.Input);
        bool isSound = !loaded.Diagnostics.Any(d => d.Severity == Severity.Error);
        RehearsalReport rehearsed = new([], [], []);
        if (isSound)
        {
            RehearsalText text = new(report.Output);
            if (!report.IsJson)
                text.Begin(loaded.Documents);
            Rehearsal rehearsal = new(loaded.Documents, parse.GetRequiredValue(HostOption.Owner), HostOptions.DefaultNamespaceDirectory);
            rehearsed = rehearsal.Run(report.IsJson ? null : text);
        }
        ValueList<Diagnostic> all = [.. loaded.Diagnostics, .. rehearsed.Diagnostics];
        bool isProven = isSound && rehearsed.IsProven;
        if (report.IsJson)
        {
            JsonOutput.Write(RehearsalJson.Of(isProven, rehearsed, all), terminal.Output);
        }
        else
        {
            report.Output.Writer.Flush();
            DiagnosticText.Write(all, loaded.Sources, report.Error);
            if (isSound)
                RehearsalText.Conclude(rehearsed, report);
        }
        return isProven ? ExitCode.Success : ExitCode.Refused;
    }
}
