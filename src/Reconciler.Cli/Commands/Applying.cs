using System.Diagnostics;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Commands;

/// <summary>Carries out a plan before the eyes of whoever watches: the plan, the progress, the result.</summary>
internal sealed class Applying(HostRun run, Report report)
{
    /// <summary>Whether what the documents assert is proven afterwards, and everything undone when it does not hold.</summary>
    public bool Proves { get; init; }

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
        if (!report.IsJson)
            Conclude(outcome, watch.Elapsed, run.IsInterrupted || interruption.Token.IsCancellationRequested);
        ProofReport? proof = Proves && outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged ? run.ProveApplied(interruption.Token) : null;
        Outcome end = proof is { IsProven: false } && outcome.Kind == OutcomeKind.Applied ? run.TakeBack() : outcome;
        bool interrupted = run.IsInterrupted || interruption.Token.IsCancellationRequested;
        if (report.IsJson)
            WriteJson(end, proof, watch.Elapsed, interrupted);
        else if (proof is not null)
            Conclude(proof, end, watch.Elapsed, interrupted);
        // Before signals mean the end of the program again: whoever interrupts now is told how it ended.
        report.Output.Writer.Flush();
        return proof is { IsProven: false } && end.Kind == OutcomeKind.Unchanged ? ExitCode.Refused : ExitCodeOf(end);
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

    private void WriteJson(Outcome end, ProofReport? proof, TimeSpan duration, bool interrupted)
    {
        Diagnostic[] all = [.. run.Diagnostics, .. proof?.Diagnostics ?? [], .. end.Diagnostics];
        JsonOutput.Write(OutcomeJson.Of(end, proof, run.Node, run.Owner, duration, interrupted, all), report.Output.Writer);
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
        report.Output.Writer.Flush();
    }

    private void Conclude(ProofReport proof, Outcome end, TimeSpan duration, bool interrupted)
    {
        DiagnosticText.Write([.. proof.Diagnostics, .. end.Diagnostics], run.Sources, report.Error);
        ProofText.Write(proof, report);
        if (!proof.IsProven)
            OutcomeText.Write(end.Kind == OutcomeKind.Unchanged ? end with { Kind = OutcomeKind.Refused } : end, duration, interrupted, report.Output);
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
