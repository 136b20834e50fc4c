using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Json;

/// <summary>One change of a plan.</summary>
/// <param name="Action"><c>create</c>, <c>update</c>, <c>replace</c> or <c>delete</c>.</param>
/// <param name="Interrupts">The names of the attachments that are cut off.</param>
/// <param name="Document">What wants it; <c>null</c> for what nothing wants any more.</param>
/// <param name="Commands">What a person would have typed, in the order of the change's steps.</param>
internal sealed record ChangeJson(
    string Action,
    string Resource,
    string Kind,
    string Namespace,
    string Name,
    IReadOnlyList<FieldJson> Fields,
    string Impact,
    IReadOnlyList<string> Interrupts,
    string? Document,
    SourceJson? Source,
    IReadOnlyList<string> Commands)
{
    /// <summary>Changes in their order, each with the commands of its steps.</summary>
    public static IReadOnlyList<ChangeJson> Of(IEnumerable<PlannedChange> changes, IEnumerable<Step> steps)
    {
        ILookup<ResourceId, Step> byChange = steps.ToLookup(s => s.Change.Id);
        return [.. changes.Select(planned => Of(planned, byChange[planned.Change.Id]))];
    }

    private static ChangeJson Of(PlannedChange planned, IEnumerable<Step> steps)
    {
        (Change change, ResourceId id) = (planned.Change, planned.Change.Id);
        (string action, ValueList<FieldChange> fields) = change switch
        {
            Change.Create => ("create", []),
            Change.Update update => ("update", update.Fields),
            Change.Replace replace => ("replace", replace.Fields),
            _ => ("delete", (ValueList<FieldChange>)[]),
        };
        return new(
            action, id.ToString(), id.Kind, id.Namespace.ToString(), id.Name,
            [.. fields.Select(f => new FieldJson(f.Field, f.From, f.To))],
            ImpactOf(planned), [.. planned.Interrupts.Select(d => d.Name)],
            change.Origin?.Document.ToString(),
            change.Origin is Origin origin ? SourceJson.Of(origin.At) : null,
            [.. steps.SelectMany(s => s.Commands)]);
    }

    private static string ImpactOf(PlannedChange planned) => planned.Impact switch
    {
        Core.Resources.Impact.Hitless => "hitless",
        Core.Resources.Impact.ResetsFlows => "resets flows",
        _ => "interrupts",
    };
}

/// <summary>A field that differs.</summary>
/// <param name="From">The kernel's value; <c>null</c> when it has none.</param>
internal sealed record FieldJson(string Field, string? From, string To);
