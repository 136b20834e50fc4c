using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Rendering;

/// <summary>One change: a line that says what and why, then what is different about it and whom it disturbs.</summary>
internal static class ChangeText
{
    private const int LongValue = 40;
    private const int NamesShown = 5;
    private const string Indent = "      ";

    /// <summary>The symbol of what is done, with its tone.</summary>
    public static (string Symbol, Tone Tone) Mark(Change change) => change switch
    {
        Change.Create => ("+", Tone.Create),
        Change.Update => ("~", Tone.Update),
        Change.Replace => ("±", Tone.Replace),
        _ => ("-", Tone.Delete),
    };

    /// <summary>What the change is about, as in <c>0.0.0.0/0 via 10.20.0.1 dev eth0 in web-1</c>.</summary>
    public static string Subject(Change change)
    {
        string detail = change is Change.Update || change.Subject.Detail.Length == 0 ? "" : " " + change.Subject.Detail;
        string where = change.Id.Namespace.IsHost ? "" : $" in {change.Id.Namespace}";
        return change.Id.Name + detail + where;
    }

    /// <summary>What the change does to traffic, and to whose; empty when it does nothing.</summary>
    /// <param name="all">Whether all attachments are named, however many there are.</param>
    public static string Disruption(PlannedChange planned, bool all) => planned.Impact switch
    {
        Impact.Interrupts => "interrupts " + Names(planned.Interrupts, all),
        Impact.ResetsFlows => "resets flows",
        _ => "",
    };

    /// <summary>The lines below the change's own: what is different, or why it is made anew.</summary>
    public static void WriteFields(Change change, Page page)
    {
        foreach (FieldChange field in Decisive(change))
            WriteField(field, page);
        if (change is Change.Replace { Fields.Count: 0 })
            page.Line(Indent + "made again with what it stands on", Tone.Faint);
    }

    // What is made anew gets all of its fields; of interest are those that the kernel cannot change in place.
    private static IEnumerable<FieldChange> Decisive(Change change) => change switch
    {
        Change.Update update => update.Fields,
        Change.Replace replace => replace.Fields.Where(f => f.Mutability == Mutability.ByReplacing),
        _ => [],
    };

    private static void WriteField(FieldChange field, Page page)
    {
        string from = field.From ?? "unset";
        page.Write(Indent + field.Field + ":");
        if (from.Length + field.To.Length <= 2 * LongValue)
        {
            page.Write($" {from} → {field.To}");
        }
        else
        {
            page.Line();
            page.Line($"{Indent}  - {from}", Tone.Delete);
            page.Write($"{Indent}  + {field.To}", Tone.Create);
        }
        page.Line(field.Mutability == Mutability.ByReplacing ? "  (the kernel cannot change it in place)" : "", Tone.Faint);
    }

    private static string Names(ValueList<DocumentId> attachments, bool all)
    {
        IEnumerable<string> names = attachments.Select(document => document.Name);
        int hidden = all ? 0 : attachments.Count - NamesShown;
        return attachments.Count == 0 ? "no attachment"
            : hidden > 1 ? $"{string.Join(", ", names.Take(NamesShown))} and {hidden} more"
            : string.Join(", ", names);
    }
}
