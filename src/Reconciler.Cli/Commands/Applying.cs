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

    /// <summary>How long it waits for somebody to confirm it, and is undone otherwise; <c>null</c>: it need not be confirmed.</summary>
    public TimeSpan? ConfirmedWithin { get; init; }

    /// <summary>Gives the exit code.</summary>
    public int Run()
    {
        using Interruption interruption = new(report.Error);
        using Confirming? confirming = ConfirmedWithin is TimeSpan limit && !run.HasErrors ? new(run, report, limit) : null;
        if (confirming?.Prepare() is Diagnostic fault)
            run.Refuse(fault);
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
        if (!report.IsJson && proof is not null)
            Conclude(proof, end, watch.Elapsed, interruption.Token.IsCancellationRequested);
        if (confirming is not null && end.Kind == OutcomeKind.Applied)
            end = Confirm(confirming, end, interruption.Token);
        if (report.IsJson)
            WriteJson(end, proof, watch.Elapsed, run.IsInterrupted || interruption.Token.IsCancellationRequested, confirming?.IsConfirmed);
        // Before signals mean the end of the program again: whoever interrupts now is told how it ended.
        report.Output.Writer.Flush();
        return proof is { IsProven: false } && end.Kind == OutcomeKind.Unchanged ? ExitCode.Refused : ExitCodeOf(end);
    }

    // Whoever was cut off by the change does not confirm it.
    private Outcome Confirm(Confirming confirming, Outcome applied, CancellationToken cancellation)
    {
        Diagnostic? why = confirming.Wait(cancellation);
        if (confirming.IsConfirmed == true)
        {
            if (!report.IsJson)
                report.Output.Line("Confirmed.", Tone.Success);
            return applied;
        }
        Outcome undone = run.TakeBack();
        undone = undone with { Diagnostics = [.. why is null ? [] : (Diagnostic[])[why], .. undone.Diagnostics] };
        if (!report.IsJson)
        {
            DiagnosticText.Write(undone.Diagnostics, run.Sources, report.Error);
            OutcomeText.Write(undone, TimeSpan.Zero, interrupted: false, cancellation.IsCancellationRequested ? "Interrupted" : "Not confirmed", report.Output);
        }
        return undone;
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

    private void WriteJson(Outcome end, ProofReport? proof, TimeSpan duration, bool interrupted, bool? confirmed)
    {
        Diagnostic[] all = [.. run.Diagnostics, .. proof?.Diagnostics ?? [], .. end.Diagnostics];
        JsonOutput.Write(OutcomeJson.Of(end, proof, run.Node, run.Owner, duration, interrupted, confirmed, all), report.Output.Writer);
    }

    // When somebody changed the host between planning and verifying, the plan was made again.
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
