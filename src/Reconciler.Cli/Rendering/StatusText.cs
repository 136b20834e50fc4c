using Reconciler.Cli.Commands;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Rendering;

/// <summary>For people: each document with its state, what would put it right, and a last line that counts.</summary>
internal static class StatusText
{
    private const int StateWidth = 9;

    public static void Write(IReadOnlyList<DocumentStatus> documents, IReadOnlyList<PlannedChange> unwanted, IEnumerable<Step>? steps, Page page)
    {
        ILookup<Core.Resources.ResourceId, Step>? byChange = steps?.ToLookup(s => s.Change.Id);
        foreach (DocumentStatus status in documents)
            WriteDocument(status, byChange, page);
        if (unwanted.Count > 0)
        {
            page.Line();
            page.Line("No longer wanted", Tone.Strong);
            PlanText.WriteGroup(unwanted, byChange, page);
        }
        page.Line();
        page.Line(Sum(documents, unwanted.Count), Tone.Strong);
    }

    private static void WriteDocument(DocumentStatus status, ILookup<Core.Resources.ResourceId, Step>? steps, Page page)
    {
        (string word, Tone tone) = Word(status.State);
        page.Write(word.PadRight(StateWidth), tone);
        page.Write(status.Document.Id.ToString());
        page.Line(status.Reason is null ? "" : $": {status.Reason}");
        if (status.Changes.Count > 0)
            PlanText.WriteGroup(status.Changes, steps, page);
    }

    private static (string Word, Tone Tone) Word(DocumentState state) => state switch
    {
        DocumentState.InSync => ("in sync", Tone.Success),
        DocumentState.Drifted => ("drifted", Tone.Error),
        _ => ("pending", Tone.Warning),
    };

    private static string Sum(IReadOnlyList<DocumentStatus> documents, int unwanted)
    {
        IEnumerable<string> states = documents.CountBy(d => d.State).OrderBy(c => c.Key).Select(c => $"{c.Value} {Word(c.Key).Word}");
        string[] parts = [.. states, .. unwanted > 0 ? [$"{unwanted} no longer wanted"] : Array.Empty<string>()];
        return parts.Length == 0 ? "No documents, and nothing there." : string.Join(", ", parts) + ".";
    }
}
