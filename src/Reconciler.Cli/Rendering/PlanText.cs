using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Rendering;

/// <summary>
/// A plan for people: the changes under the document that wants them, in the order of the files; under each document in the order in
/// which they are made.
/// </summary>
internal static class PlanText
{
    private const int WidestSubject = 80;

    /// <summary>Writes the changes, the containers that are waited for, what it opens and closes to the outside, and the sum.</summary>
    /// <param name="verbose">Every change on a line of its own, with the commands that it stands for.</param>
    public static void Write(Plan plan, bool verbose, Page page)
    {
        WriteChanges(plan.Changes, verbose ? plan.Steps : null, page);
        WritePending(plan.Pending, page);
        WriteExposure(plan.Exposure, page);
        page.Line(Sum(plan), Tone.Strong);
        if (plan.Left > 0)
            page.Line($"No longer wanted, and left: {Figures.Count(plan.Left, "object")}.", Tone.Warning);
    }

    /// <summary>The commands that a person would have typed, in the order of the steps.</summary>
    public static void WriteShell(Plan plan, Page page)
    {
        foreach (string command in plan.Steps.SelectMany(s => s.Commands))
            page.Line(command);
    }

    /// <summary>Writes a group of changes for each document, and last what no document wants any more.</summary>
    /// <param name="steps">Whose commands are shown, below a line for every single change; <c>null</c>: none.</param>
    public static void WriteChanges(IEnumerable<PlannedChange> changes, IEnumerable<Step>? steps, Page page)
    {
        ILookup<ResourceId, Step>? byChange = steps?.ToLookup(s => s.Change.Id);
        foreach (IGrouping<DocumentId?, PlannedChange> group in changes.GroupBy(c => c.Change.Origin?.Document).OrderBy(Place))
        {
            page.Line(group.Key?.ToString() ?? "No longer wanted", Tone.Strong);
            WriteGroup(group, byChange, page);
            page.Line();
        }
    }

    /// <summary>Writes the containers that are not there yet, with the reason.</summary>
    public static void WritePending(ValueList<PendingContainer> pending, Page page)
    {
        if (pending.Count == 0)
            return;
        page.Line("Waiting for containers", Tone.Strong);
        foreach (PendingContainer container in pending)
        {
            page.Write($"  … {container.Origin.Document}: {container.Reason}  ");
            page.Line(FileAndLine(container.Origin.At), Tone.Faint);
        }
        page.Line();
    }

    private static void WriteExposure(Exposure exposure, Page page)
    {
        if (exposure.IsEmpty)
            return;
        page.Line("From outside", Tone.Strong);
        (string Symbol, Tone Tone, ExposedPorts Ports, string Subject)[] rows = [.. ExposureText.Rows(exposure).Select(r => (r.Symbol, r.Tone, r.Ports, ExposureText.Subject(r.Ports)))];
        int protocolWidth = rows.Max(r => ExposureText.Protocol(r.Ports).Length);
        int subjectWidth = rows.Max(r => r.Subject.Length);
        foreach ((string symbol, Tone tone, ExposedPorts ports, string subject) in rows)
        {
            page.Write($"  {symbol} {ExposureText.Protocol(ports).PadRight(protocolWidth)}", tone);
            WriteColumns(page,
                (subject, subjectWidth, Tone.Plain),
                (ports.Origin is Origin origin ? FileAndLine(origin.At) : "", 0, Tone.Faint),
                (ExposureText.Before(ports), 0, Tone.Warning));
        }
        page.Line();
    }

    /// <summary>Writes changes one below the other, aligned.</summary>
    public static void WriteGroup(IEnumerable<PlannedChange> changes, ILookup<ResourceId, Step>? steps, Page page)
    {
        Fold[] lines = [.. steps is null ? Fold.Of(changes) : changes.Select(Fold.Alone)];
        int kindWidth = lines.Max(l => l.First.Change.Id.Kind.Length);
        int subjectWidth = Math.Min(WidestSubject, lines.Max(l => l.Subject.Length));
        foreach (Fold line in lines)
        {
            Change change = line.First.Change;
            (string symbol, Tone tone) = ChangeText.Mark(change);
            page.Write($"  {symbol} {change.Id.Kind.PadRight(kindWidth)}", tone);
            WriteColumns(page,
                (line.Subject, subjectWidth, Tone.Plain),
                (change.Origin is Origin origin ? FileAndLine(origin.At) : "", 0, Tone.Faint),
                (ChangeText.Disruption(line.First, all: steps is not null), 0, Tone.Warning));
            ChangeText.WriteFields(change, page);
            if (steps is not null)
                WriteCommands(steps[change.Id], page);
        }
    }

    // Two spaces before each column that says something, and none at the end of the line.
    private static void WriteColumns(Page page, params ReadOnlySpan<(string Text, int Width, Tone Tone)> columns)
    {
        int padding = 0;
        foreach ((string text, int width, Tone tone) in columns)
        {
            if (text.Length == 0)
                continue;
            page.Space(padding + 2);
            page.Write(text, tone);
            padding = Math.Max(0, width - text.Length);
        }
        page.Line();
    }

    private static void WriteCommands(IEnumerable<Step> steps, Page page)
    {
        foreach (string command in steps.SelectMany(s => s.Commands))
            page.Line("      $ " + command, Tone.Faint);
    }

    private static SourceLocation Place(IGrouping<DocumentId?, PlannedChange> group) =>
        group.Min(c => c.Change.Origin?.At) ?? new SourceLocation("\uffff", 0, 0);

    private static string FileAndLine(SourceLocation at) => $"{at.File}:{at.Line}";

    private static string Sum(Plan plan)
    {
        PlanSummary summary = plan.Summary;
        return !plan.IsEmpty
            ? $"Plan: {summary.Create} to create, {summary.Update} to change, {summary.Replace} to replace, {summary.Delete} to delete."
            : plan.Pending.Count == 0 ? "In sync: nothing to do." : "Nothing to do until the containers are there.";
    }
}
