using Reconciler.Cli.Commands;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Kernel.Rehearsing;

namespace Reconciler.Cli.Rendering;

/// <summary>A rehearsal, for people: each stage with its time while it goes on, and what it has shown.</summary>
internal sealed class RehearsalText(Page page) : IProgress<StageResult>
{
    private const int WidthOfName = 8;
    private const int WidthOfWords = 44;

    /// <param name="earlier">What the change comes from; <c>null</c>: nothing but empty hosts.</param>
    /// <param name="fromHost">Whether it comes from a real host.</param>
    public void Begin(DocumentSet documents, DocumentSet? earlier, bool fromHost)
    {
        int hosts = LaboratoryLayout.Of(earlier is null ? documents : documents.Beside(earlier)).Hosts.Count;
        string change = earlier is not null ? $", and the change from {Figures.Count(earlier.Attachments.Count, "attachment")}" : fromHost ? ", and the change from this host" : "";
        page.Line($"Rehearsing {Figures.Count(hosts, "host")} with {Figures.Count(documents.Attachments.Count, "attachment")} and {Figures.Count(documents.Reachabilities.Count, "assertion")}{change}:", Tone.Strong);
        page.Writer.Flush();
    }

    public void Report(StageResult value)
    {
        string name = value.Stage.ToString().ToLowerInvariant();
        page.Line($"  {name.PadRight(WidthOfName)}{WordsOf(value).PadRight(WidthOfWords)}{Figures.Milliseconds(value.Duration),7} ms");
        page.Writer.Flush();
    }

    /// <summary>What was proven, or how much was not.</summary>
    public static void Conclude(RehearsalReport rehearsed, Report report)
    {
        if (report.IsVerbose)
            AnswerText.Write(rehearsed.Answers, report.Output);
        if (rehearsed.Gaps.Count > 0)
            GapText.Write(rehearsed.Gaps, report.IsVerbose, report.Output);
        TimeSpan total = rehearsed.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration);
        int errors = rehearsed.Diagnostics.Count(d => d.Severity == Severity.Error);
        if (errors == 0)
            report.Output.Line($"Proven: {Figures.Count(rehearsed.Answers.Count, "question")} asked, every answer as expected, in {Figures.Milliseconds(total)} ms.", Tone.Success);
        else
            report.Output.Line($"Not proven: {Figures.Count(errors, "fault")}, in {Figures.Milliseconds(total)} ms.", Tone.Error);
    }

    /// <summary>What a stage has come to.</summary>
    public static string WordsOf(StageResult result) => result.Stage switch
    {
        Stage.Build => $"{Figures.Count(result.Count, "host")} and an outside",
        Stage.Apply => $"{Figures.Count(result.Count, "change")}, verified",
        Stage.Repeat => result.Count == 0 ? "nothing to change a second time" : $"{Figures.Count(result.Count, "change")} a second time",
        Stage.Prove => $"{Figures.Count(result.Count, "question")} asked with packets",
        Stage.Before => $"{Figures.Count(result.Count, "change")}, as before the change",
        Stage.Change => $"{Figures.Count(result.Count, "change")} from there, verified",
        _ => result.Count == 0 ? "every host as it was before" : $"{Figures.Count(result.Count, "object")} not as before",
    };
}
