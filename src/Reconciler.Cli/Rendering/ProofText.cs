using Reconciler.Cli.Commands;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Rendering;

/// <summary>What a proof on a live host has shown, for people.</summary>
internal static class ProofText
{
    /// <summary>Every question, when they are wanted, and what was proven, or how much was not.</summary>
    public static void Write(ProofReport proof, Report report)
    {
        if (report.IsVerbose)
        {
            AnswerText.Write(proof.Answers, report.Output);
            AnswerText.Write(proof.Open, report.Output);
        }
        (string text, Tone tone) = Sum(proof);
        report.Output.Line(text, tone);
    }

    /// <summary>How many questions remain open.</summary>
    public static string Remaining(int count) => $"{Figures.Count(count, "question")} remain{(count == 1 ? "s" : "")} open";

    private static (string Text, Tone Tone) Sum(ProofReport proof)
    {
        int errors = proof.Diagnostics.Count(d => d.Severity == Severity.Error);
        string open = proof.Open.Count == 0 ? "" : $"; {Remaining(proof.Open.Count)}";
        if (proof.IsInterrupted)
            return ("Interrupted before all questions were answered.", Tone.Strong);
        if (errors > 0)
            return ($"Not proven: {Figures.Count(errors, "fault")}, in {Figures.Milliseconds(proof.Duration)} ms{open}.", Tone.Error);
        return proof.Answers.Count == 0
            ? ($"Nothing proven: no question was asked{open}.", Tone.Warning)
            : ($"Proven: {Figures.Count(proof.Answers.Count, "question")} asked, every answer as expected, in {Figures.Milliseconds(proof.Duration)} ms{open}.", Tone.Success);
    }
}
