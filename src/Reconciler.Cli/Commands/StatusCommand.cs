using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Commands;

/// <summary><c>status</c>: whether the kernel agrees, document by document.</summary>
internal static class StatusCommand
{
    public const string Name = "status";

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Show for each document whether the kernel agrees with it, or what the daemon says. Exit code 2: not everywhere.");
        PathArgument.AddUnlessWatchedTo(command);
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        Report report = new(parse, terminal);
        if (parse.GetValue(PathArgument.PathsUnlessWatched) is not { Length: > 0 })
            return new DaemonStatus(parse, terminal, report).Show();
        using HostRun run = HostRun.Start(PathArgument.PathsUnlessWatched, parse, terminal);
        IReadOnlyList<DocumentStatus> documents = DocumentStatus.Of(run.Documents, run.Plan);
        IReadOnlyList<PlannedChange> unwanted = DocumentStatus.Unwanted(run.Plan);
        bool inSync = !run.HasErrors && unwanted.Count == 0 && documents.All(d => d.State == DocumentState.InSync);
        if (report.IsJson)
        {
            JsonOutput.Write(StatusJson.Of(run, inSync, documents, unwanted), terminal.Output);
        }
        else
        {
            DiagnosticText.Write(run.Diagnostics, run.Sources, report.Error);
            if (!run.HasErrors)
                StatusText.Write(documents, unwanted, report.IsVerbose ? run.Plan.Steps : null, report.Output);
        }
        return run.HasErrors ? ExitCode.Refused : inSync ? ExitCode.Success : ExitCode.Differs;
    }
}
