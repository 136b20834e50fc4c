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
    private const int WidestSubject = 64;

    /// <summary>Writes the changes, the containers that are waited for, and the sum.</summary>
    /// <param name="verbose">Every change on a line of its own, with the commands that it stands for.</param>
    public static void Write(Plan plan, bool verbose, Page page)
    {
        WriteChanges(plan, verbose, page);
        WritePending(plan.Pending, page);
        page.Line(plan.IsEmpty ? "In sync: nothing to do." : $"Plan: {Count(plan.Summary)}.", Tone.Strong);
    }

    /// <summary>The commands that a person would have typed, in the order of the steps.</summary>
    public static void WriteShell(Plan plan, Page page)
    {
        foreach (string command in plan.Steps.SelectMany(s => s.Commands))
            page.Line(command);
    }

    /// <summary>Writes a group of changes for each document, and last what no document wants any more.</summary>
    public static void WriteChanges(Plan plan, bool verbose, Page page)
    {
        ILookup<ResourceId, Step> steps = plan.Steps.ToLookup(s => s.Change.Id);
        foreach (IGrouping<DocumentId?, PlannedChange> group in plan.Changes.GroupBy(c => c.Change.Origin?.Document).OrderBy(Place))
        {
            page.Line(group.Key?.ToString() ?? "No longer wanted", Tone.Strong);
            WriteGroup(verbose ? group.Select(Fold.Alone) : Fold.Of(group), steps, verbose, page);
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

    private static void WriteGroup(IEnumerable<Fold> folds, ILookup<ResourceId, Step> steps, bool verbose, Page page)
    {
        Fold[] lines = [.. folds];
        int kindWidth = lines.Max(l => l.First.Change.Id.Kind.Length);
        int subjectWidth = Math.Min(WidestSubject, lines.Max(l => l.Subject.Length));
        foreach (Fold line in lines)
        {
            Change change = line.First.Change;
            (string symbol, Tone tone) = ChangeText.Mark(change);
            page.Write($"  {symbol} ", tone);
            page.Write(change.Id.Kind.PadRight(kindWidth + 2), tone);
            if (change.Origin is Origin origin)
            {
                page.Write(line.Subject.PadRight(subjectWidth + 2));
                page.Line(FileAndLine(origin.At), Tone.Faint);
            }
            else
            {
                page.Line(line.Subject);
            }
            ChangeText.WriteDetails(line.First, verbose, page);
            if (verbose)
                WriteCommands(steps[change.Id], page);
        }
    }

    private static void WriteCommands(IEnumerable<Step> steps, Page page)
    {
        foreach (string command in steps.SelectMany(s => s.Commands))
            page.Line("      $ " + command, Tone.Faint);
    }

    private static SourceLocation Place(IGrouping<DocumentId?, PlannedChange> group) =>
        group.Min(c => c.Change.Origin?.At) ?? new SourceLocation("\uffff", 0, 0);

    private static string FileAndLine(SourceLocation at) => $"{at.File}:{at.Line}";

    private static string Count(PlanSummary summary) =>
        $"{summary.Create} to create, {summary.Update} to change, {summary.Replace} to replace, {summary.Delete} to delete";
}
