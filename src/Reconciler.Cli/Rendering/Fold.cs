using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Cli.Rendering;

/// <summary>Changes that are shown as one line because they are many of a kind: a range of ports, the sets of a table.</summary>
/// <param name="First">The one that stands for all.</param>
/// <param name="Count">How many they are.</param>
internal sealed record Fold(PlannedChange First, int Count)
{
    private const int Many = 4;

    public string Subject { get; } = Count == 1 ? ChangeText.Subject(First.Change) : $"{ChangeText.Subject(First.Change)} and {Count - 1} more";

    /// <summary>A change that is shown by itself.</summary>
    public static Fold Alone(PlannedChange change) => new(change, 1);

    /// <summary>Folds those that one line of a document wants, that are of one kind, and that there is nothing else to say about.</summary>
    public static IEnumerable<Fold> Of(IEnumerable<PlannedChange> changes) =>
        changes.GroupBy(Alike).SelectMany(g => g.Key.Plain && g.Count() >= Many ? [new(g.First(), g.Count())] : g.Select(Alone));

    private static (bool Plain, ResourceId? Own, Type Action, string Kind, string? File, int? Line) Alike(PlannedChange planned)
    {
        Change change = planned.Change;
        bool plain = planned.Impact == Impact.Hitless && change is Change.Create or Change.Delete;
        return (plain, plain ? null : change.Id, change.GetType(), change.Id.Kind, change.Origin?.At.File, change.Origin?.At.Line);
    }
}
