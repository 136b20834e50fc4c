using Reconciler.Kernel;

namespace Reconciler.Cli.Rendering;

/// <summary>How an apply ended, for people.</summary>
internal static class OutcomeText
{
    /// <param name="interrupted">Whether a signal asked for the undo.</param>
    public static void Write(Outcome outcome, TimeSpan duration, bool interrupted, Page page) =>
        Write(outcome, duration, interrupted, interrupted ? "Interrupted" : "Failed", page);

    /// <inheritdoc cref="Write(Outcome, TimeSpan, bool, Page)"/>
    /// <param name="cause">What an undo comes from, as the beginning of a sentence.</param>
    public static void Write(Outcome outcome, TimeSpan duration, bool interrupted, string cause, Page page)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Unchanged:
                break;
            case OutcomeKind.Applied:
                page.Line($"Applied {Figures.Count(outcome.Plan.Summary.Total, "change")} in {Figures.Milliseconds(duration)} ms; verified.", Tone.Success);
                break;
            case OutcomeKind.Refused:
                page.Line(interrupted ? "Interrupted before anything was changed." : "Nothing was changed.", Tone.Strong);
                break;
            case OutcomeKind.Undone:
                page.Line($"{cause} and undone: everything is as it was before.", Tone.Warning);
                break;
            case OutcomeKind.NotUndone when outcome.Remaining.Count == 0:
                page.Line($"{cause}, and the host can no longer be read: what is left to undo is not known.", Tone.Error);
                break;
            case OutcomeKind.NotUndone:
                page.Line($"{cause}, and not everything could be undone. What it would take to be as before:", Tone.Error);
                PlanText.WriteGroup(outcome.Remaining, null, page);
                break;
        }
    }
}
