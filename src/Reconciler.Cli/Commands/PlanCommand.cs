using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Cli.SavedPlans;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Commands;

/// <summary><c>plan</c>: what <c>apply</c> would do.</summary>
internal static class PlanCommand
{
    public const string Name = "plan";

    private static readonly Option<bool> Shell = new("--shell")
    {
        Description = "Print the equivalent ip, nft and sysctl commands, in the order in which they would be carried out.",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        HelpName = "FILE",
        Description = "Save the plan, so that 'apply --plan FILE' does exactly what was reviewed or nothing.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Show what apply would do; changes nothing. Exit code 2: there is something to do.");
        PathArgument.AddTo(command);
        command.Add(Shell);
        command.Add(Out);
        ChoiceOptions.AddTo(command);
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Shell) && result.GetValue(OutputOption.Data) == OutputFormat.Json)
                result.AddError("'--shell' and '--output json' exclude each other: the JSON has the commands of each change already");
            if (result.GetResult(Out) is not null && result.GetValue(PathArgument.Paths)?.Contains("-") == true)
                result.AddError("the documents of a saved plan are read again when it is applied: name a file or folder instead of '-'");
        });
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        Report report = new(parse, terminal);
        using HostRun run = HostRun.Start(parse, terminal);
        string? file = run.HasErrors ? null : parse.GetValue(Out);
        if (file is not null && Save(file, run, parse) is Diagnostic fault)
            run.Refuse(fault);
        if (report.IsJson)
            JsonOutput.Write(PlanJson.Of(run.Plan, run.Node, run.Owner, run.Diagnostics), terminal.Output);
        else
            Write(run, report, parse.GetValue(Shell), file);
        return run.HasErrors ? ExitCode.Refused : run.Plan.IsEmpty ? ExitCode.Success : ExitCode.Differs;
    }

    private static Diagnostic? Save(string file, HostRun run, ParseResult parse) => PlanFile.Save(file, SavedPlan.Write(
        PlanBasis.Of(run, parse.GetRequiredValue(PathArgument.Paths)), PlanJson.Of(run.Plan, run.Node, run.Owner, run.Diagnostics)));

    private static void Write(HostRun run, Report report, bool shell, string? file)
    {
        DiagnosticText.Write(run.Diagnostics, run.Sources, report.Error);
        if (run.HasErrors)
            return;
        if (shell)
        {
            PlanText.WriteShell(run.Plan, report.Output);
            return;
        }
        PlanText.Write(run.Plan, report.IsVerbose, report.Output);
        if (file is not null)
            report.Output.Line($"Saved in {file}: 'reconciler apply --plan {file}' does exactly this, or nothing.");
    }
}
