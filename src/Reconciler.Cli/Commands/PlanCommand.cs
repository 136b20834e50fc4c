using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>plan</c>: what <c>apply</c> would do.</summary>
internal static class PlanCommand
{
    private static readonly Option<bool> Shell = new("--shell")
    {
        Description = "Print the equivalent ip, nft and sysctl commands, in the order in which they would be carried out.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new("plan", "Show what apply would do; changes nothing. Exit code 2: there is something to do.");
        PathArgument.AddTo(command);
        command.Add(Shell);
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Shell) && result.GetValue(OutputOption.Data) == OutputFormat.Json)
                result.AddError("'--shell' and '--output json' exclude each other: the JSON has the commands of each change already");
        });
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        Report report = new(parse, terminal);
        using HostRun run = HostRun.Start(parse, terminal);
        if (report.IsJson)
            JsonOutput.Write(PlanJson.Of(run.Plan, run.Node, run.Owner, run.Diagnostics), terminal.Output);
        else
            Write(run, report, parse.GetValue(Shell));
        return run.HasErrors ? ExitCode.Refused : run.Plan.IsEmpty ? ExitCode.Success : ExitCode.Differs;
    }

    private static void Write(HostRun run, Report report, bool shell)
    {
        DiagnosticText.Write(run.Diagnostics, run.Sources, report.Error);
        if (run.HasErrors)
            return;
        if (shell)
            PlanText.WriteShell(run.Plan, report.Output);
        else
            PlanText.Write(run.Plan, report.IsVerbose, report.Output);
    }
}
