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

    /// <summary>The lines below a change's own: fields, reasons, impact.</summary>
    public static void WriteDetails(PlannedChange planned, bool verbose, Page page)
    {
        foreach (FieldChange field in FieldsOf(planned.Change))
            WriteField(field, page);
        if (planned.Change is Change.Replace { Fields.Count: 0 })
            page.Line(Indent + "made again with what it stands on", Tone.Faint);
        if (planned.Impact == Impact.ResetsFlows)
            page.Line(Indent + "resets flows", Tone.Warning);
        if (planned.Impact == Impact.Interrupts)
            page.Line(Indent + "interrupts " + Names(planned, verbose), Tone.Warning);
    }

    private static ValueList<FieldChange> FieldsOf(Change change) => change switch
    {
        Change.Update update => update.Fields,
        Change.Replace replace => replace.Fields,
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

    private static string Names(PlannedChange planned, bool verbose)
    {
        IEnumerable<string> names = planned.Interrupts.Select(document => document.Name);
        int hidden = verbose ? 0 : planned.Interrupts.Count - NamesShown;
        return planned.Interrupts.Count == 0 ? "traffic"
            : hidden > 1 ? $"{string.Join(", ", names.Take(NamesShown))} and {hidden} more"
            : string.Join(", ", names);
    }
}
