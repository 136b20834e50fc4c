using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Proving;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Rendering;

/// <summary>Questions with what became of them, one a line.</summary>
internal static class AnswerText
{
    public static void Write(ValueList<ProbeResult> answers, Page page)
    {
        foreach (ProbeResult answer in answers)
        {
            bool isFault = RehearsalDiagnostics.Of(answer) is not null;
            page.Write(isFault ? "  ✗ " : "  ✓ ", isFault ? Tone.Error : Tone.Success);
            page.Line($"{Question(answer.Probe)}: {Ending(answer)}");
        }
    }

    /// <summary>Writes questions that remain open, with the reason.</summary>
    public static void Write(ValueList<OpenQuestion> open, Page page)
    {
        foreach (OpenQuestion question in open)
        {
            page.Write("  ? ", Tone.Warning);
            page.Line($"{Question(question.Probe)}: {question.Reason}");
        }
    }

    private static string Question(Probe probe) => $"{probe.From.Name} → {probe.To} {probe.Service} at {probe.Address}";

    private static string Ending(ProbeResult answer) => answer.Reached
        ? string.Create(CultureInfo.InvariantCulture, $"answered in {answer.Took.TotalMilliseconds:0.0} ms{(answer.Seen is { } seen ? $", seen as {seen}" : "")}{Decision(answer)}")
        : $"{answer.Reason}{Decision(answer)}";

    private static string Decision(ProbeResult answer) => answer.Decision is { } decision ? $"; {decision}" : "";
}
