using System.Globalization;
using Reconciler.Agent.Reporting;

namespace Reconciler.Cli.Rendering;

/// <summary>For people: what the daemon says of each document and of itself, and a last line that counts.</summary>
internal static class WatchedStatusText
{
    private const int StateWidth = 9;

    /// <param name="isVerbose">Whether times are shown of what is in sync, too.</param>
    public static void Write(DaemonStatusJson status, bool isVerbose, Page page)
    {
        foreach (DaemonDocumentJson document in status.Documents)
        {
            (string word, Tone tone) = Word(document.State);
            page.Write(word.PadRight(StateWidth), tone);
            page.Line(document.Document + (document.Reason is null ? "" : $": {document.Reason}") + Times(document, isVerbose));
        }
        foreach (StandingFaultJson fault in status.Faults)
        {
            page.Write("failed".PadRight(StateWidth), Tone.Error);
            page.Line($"the {fault.Part}: {fault.Text} (since {Moment(fault.Since)})");
        }
        page.Line();
        IEnumerable<string> counts = status.Documents.CountBy(d => Word(d.State).Word).Select(c => $"{c.Value} {c.Key}");
        page.Line($"{(status.Documents.Count == 0 ? "No documents" : string.Join(", ", counts))}; revision {status.Revision}.", Tone.Strong);
    }

    private static string Times(DaemonDocumentJson document, bool isVerbose)
    {
        if (document.Reason is null && !isVerbose)
            return "";
        string change = isVerbose && document.LastChange is DateTimeOffset last ? $", last change {Moment(last)}" : "";
        return $" (since {Moment(document.Since)}{change})";
    }

    private static string Moment(DateTimeOffset time) => time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static (string Word, Tone Tone) Word(string state) => state switch
    {
        "inSync" => ("in sync", Tone.Success),
        "pending" => ("pending", Tone.Warning),
        _ => (state, Tone.Error),
    };
}
