using System.Text;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Kernel.Rehearsing;
using Stage = Reconciler.Kernel.Rehearsing.Stage;

namespace Reconciler.Cli.Reports;

/// <summary>A rehearsal as a comment on a pull request: the verdict first, then what a reviewer asks for, and at last the plans.</summary>
/// <param name="faults">Those of the documents and of the rehearsal.</param>
/// <param name="sources">The text of each file by its name, to show the lines at fault.</param>
internal sealed class RehearsalMarkdown(
    DocumentSet documents, RehearsalReport rehearsed, ValueList<Diagnostic> faults, IReadOnlyDictionary<string, string> sources)
{
    // GitHub takes 65536 characters.
    private const int LongestComment = 60_000;
    private const int LongestFrame = 250;
    private const int ShortestPlan = 250;
    private const int LongestTable = 100;
    private const int NamesShown = 10;

    private readonly StringBuilder text = new();

    /// <summary>The comment.</summary>
    public override string ToString()
    {
        text.Clear();
        Markdown page = new(text);
        WriteVerdict(page);
        FaultsMarkdown.Write(faults, sources, page);
        WriteChanges(page);
        WriteExposure(page);
        WriteAssertions(page);
        WriteGaps(page);
        WriteStages(page);
        WritePlans(page);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private Diagnostic[] Errors => [.. faults.Where(f => f.Severity == Severity.Error)];

    private void WriteVerdict(Markdown page)
    {
        string milliseconds = Figures.Milliseconds(rehearsed.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration));
        page.Heading(2, Errors.Length == 0 ? "✅ Rehearsed and proven" : $"❌ Not proven: {Figures.Count(Errors.Length, "fault")}");
        if (rehearsed.Stages.Count == 0)
            page.Paragraph("Nothing was rehearsed.");
        else
            page.Paragraph($"{Figures.Count(rehearsed.Stages[0].Count, "host")}, {Figures.Count(rehearsed.Answers.Count, "question")} asked with packets{Change()}, in {milliseconds} ms.");
    }

    private string Change()
    {
        StageResult[] change = [.. rehearsed.Stages.Where(s => s.Stage == Stage.Change)];
        return change.Length == 0 ? "" : $", {Figures.Count(change[0].Count, "change")} made while packets flow";
    }

    private void WriteChanges(Markdown page)
    {
        if (rehearsed.Plans.Count == 0)
            return;
        page.Heading(3, rehearsed.HasChange ? "Changes" : "Changes to hosts on which nothing is applied");
        page.Table(["host", "+:", "~:", "±:", "-:", "interrupts"], [.. rehearsed.Plans.Select(RowOf)], LongestTable);
    }

    private static string[] RowOf(HostPlan host)
    {
        PlanSummary sum = host.Plan.Summary;
        string[] names = [.. host.Plan.Changes.SelectMany(c => c.Interrupts).Select(a => a.Name).Distinct()];
        string interrupted = string.Join(", ", names.Take(NamesShown).Select(Markdown.Code)) + (names.Length > NamesShown ? $" and {names.Length - NamesShown} more" : "");
        return [Markdown.Code(host.Host), $"{sum.Create}", $"{sum.Update}", $"{sum.Replace}", $"{sum.Delete}", names.Length == 0 ? "nobody" : interrupted];
    }

    private void WriteExposure(Markdown page)
    {
        if (rehearsed.Plans.Count == 0)
            return;
        page.Heading(3, "From outside");
        string[][] rows = [.. rehearsed.Plans.SelectMany(host => ExposureText.Rows(host.Plan.Exposure).Select(row => RowOf(host.Host, row.Symbol, row.Ports)))];
        if (rows.Length == 0)
            page.Paragraph("Nothing becomes reachable from outside, and what is stays so.");
        else
            page.Table(["", "host", "reached at", "answered by", "said at"], rows, LongestTable);
    }

    private static string[] RowOf(string host, string symbol, ExposedPorts row)
    {
        string word = symbol switch { "+" => "opened", "-" => "closed", _ => "moved" };
        string before = row.Before is ExposedTarget earlier ? $", before by {Markdown.Code(ExposureText.Target(earlier))}" : "";
        return
        [
            $"**{word}**", Markdown.Code(host), Markdown.Code($"{ExposureText.Protocol(row)} {ExposureText.Entrance(row)} {ExposureText.From(row)}".TrimEnd()),
            Markdown.Code(ExposureText.Target(row.To)) + before, row.Origin is Origin origin ? Markdown.Place(origin.At) : "",
        ];
    }

    private void WriteAssertions(Markdown page)
    {
        if (rehearsed.Stages.Any(s => s.Stage == Stage.Prove))
            AssertionsMarkdown.Write(RehearsalSuites.OfQuestions(documents, rehearsed), page);
    }

    private void WriteGaps(Markdown page)
    {
        if (!rehearsed.HasChange)
            return;
        page.Heading(3, "Gaps in traffic");
        Gap[] gaps = [.. rehearsed.Gaps.Where(g => !GapText.IsQuiet(g)).OrderByDescending(g => g.Longest)];
        page.Paragraph(GapText.Sum(rehearsed.Gaps));
        if (gaps.Length > 0)
            page.Table(["gap:", "question", "answered"], [.. gaps.Select(g => new[] { GapText.Length(g), Markdown.Code(g.Probe.ToString()), GapText.Answered(g) })], LongestTable);
    }

    private void WriteStages(Markdown page)
    {
        if (rehearsed.Stages.Count > 0)
        {
            page.Details("Stages", () => page.Table(
                ["stage", "", "ms:"],
                [.. rehearsed.Stages.Select(s => new[] { s.Stage.ToString().ToLowerInvariant(), RehearsalText.WordsOf(s), Figures.Milliseconds(s.Duration) })],
                LongestTable));
        }
    }

    // They come last, as far as there is room for them; what one does not need is the others'.
    private void WritePlans(Markdown page)
    {
        HostPlan[] plans = [.. rehearsed.Plans.Where(p => !p.Plan.IsEmpty)];
        for (int i = 0; i < plans.Length; i++)
        {
            int room = (LongestComment - page.Length) / (plans.Length - i) - LongestFrame;
            if (room < ShortestPlan)
            {
                page.Paragraph($"The plans of {Figures.Count(plans.Length - i, "more host")} are too long for a comment: 'reconciler plan' shows them.");
                return;
            }
            page.Details($"Plan of {plans[i].Host}", () => page.Block(Shortened(TextOf(plans[i].Plan), room)));
        }
    }

    private static string TextOf(Plan plan)
    {
        using StringWriter writer = new();
        PlanText.Write(plan, verbose: false, new PlainPage(writer));
        return writer.ToString();
    }

    private static string Shortened(string plan, int room)
    {
        if (plan.Length <= room)
            return plan;
        int end = plan.LastIndexOf('\n', room) + 1;
        return $"{plan[..end]}… and {plan[end..].Count(c => c == '\n')} lines more: 'reconciler plan' shows them on the host\n";
    }
}
