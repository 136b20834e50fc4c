using System.Diagnostics;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Kernel;

namespace Reconciler.Cli.Commands;

/// <summary>Carries out a plan before the eyes of whoever watches: the plan, the progress, the result.</summary>
internal sealed class Applying(HostRun run, Report report)
{
    /// <summary>Gives the exit code.</summary>
    public int Run()
    {
        using Interruption interruption = new(report.Error);
        if (!report.IsJson)
            Announce();
        Stopwatch watch = Stopwatch.StartNew();
        Outcome outcome = run.HasErrors || interruption.Token.IsCancellationRequested
            ? new Outcome(OutcomeKind.Refused, run.Plan, [], [])
            : Apply(interruption.Token);
        bool interrupted = interruption.Token.IsCancellationRequested;
        if (report.IsJson)
            JsonOutput.Write(OutcomeJson.Of(outcome, run.Node, run.Owner, watch.Elapsed, interrupted, [.. run.Diagnostics, .. outcome.Diagnostics]), report.Output.Writer);
        else
            Conclude(outcome, watch.Elapsed, interrupted);
        // Before signals mean the end of the program again: whoever interrupts now is told how it ended.
        report.Output.Writer.Flush();
        return ExitCodeOf(outcome);
    }

    private void Announce()
    {
        DiagnosticText.Write(run.Diagnostics, run.Sources, report.Error);
        if (!run.HasErrors)
            PlanText.Write(run.Plan, report.IsVerbose, report.Output);
        report.Output.Writer.Flush();
    }

    private Outcome Apply(CancellationToken cancellation)
    {
        ProgressLine progress = report.Progress(run.Plan.Steps.Count);
        Outcome outcome = run.Apply(progress, cancellation);
        progress.Clear();
        return outcome;
    }

    // When somebody changed the ruleset between planning and applying, the plan was made again.
    private void Conclude(Outcome outcome, TimeSpan duration, bool interrupted)
    {
        if (outcome.Plan.Changes != run.Plan.Changes)
        {
            report.Output.Line("The host changed meanwhile, so this was planned again:");
            PlanText.Write(outcome.Plan, report.IsVerbose, report.Output);
        }
        DiagnosticText.Write(outcome.Diagnostics, run.Sources, report.Error);
        OutcomeText.Write(outcome, duration, interrupted, report.Output);
    }

    private static int ExitCodeOf(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Applied or OutcomeKind.Unchanged => outcome.Plan.Pending.Count == 0 ? ExitCode.Success : ExitCode.Pending,
        OutcomeKind.Refused => ExitCode.Refused,
        OutcomeKind.Undone => ExitCode.Undone,
        OutcomeKind.NotUndone => ExitCode.NotUndone,
        _ => throw new UnreachableException(),
    };
}
