using System.Globalization;
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
        string change = earlier is not null ? $", and the change from {Count(earlier.Attachments.Count, "attachment")}" : fromHost ? ", and the change from this host" : "";
        page.Line($"Rehearsing {Count(hosts, "host")} with {Count(documents.Attachments.Count, "attachment")} and {Count(documents.Reachabilities.Count, "assertion")}{change}:", Tone.Strong);
        page.Writer.Flush();
    }

    public void Report(StageResult value)
    {
        string name = value.Stage.ToString().ToLowerInvariant();
        page.Line($"  {name.PadRight(WidthOfName)}{WordsOf(value).PadRight(WidthOfWords)}{Milliseconds(value.Duration),7} ms");
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
            report.Output.Line($"Proven: {Count(rehearsed.Answers.Count, "question")} asked, every answer as expected, in {Milliseconds(total)} ms.", Tone.Success);
        else
            report.Output.Line($"Not proven: {Count(errors, "fault")}, in {Milliseconds(total)} ms.", Tone.Error);
    }

    /// <summary>What a stage has come to.</summary>
    public static string WordsOf(StageResult result) => result.Stage switch
    {
        Stage.Build => $"{Count(result.Count, "host")} and an outside",
        Stage.Apply => $"{Count(result.Count, "change")}, verified",
        Stage.Repeat => result.Count == 0 ? "nothing to change a second time" : $"{Count(result.Count, "change")} a second time",
        Stage.Prove => $"{Count(result.Count, "question")} asked with packets",
        Stage.Before => $"{Count(result.Count, "change")}, as before the change",
        Stage.Change => $"{Count(result.Count, "change")} from there, verified",
        _ => result.Count == 0 ? "every host as it was before" : $"{Count(result.Count, "object")} not as before",
    };

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>A time in whole milliseconds.</summary>
    public static string Milliseconds(TimeSpan duration) => Math.Ceiling(duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
