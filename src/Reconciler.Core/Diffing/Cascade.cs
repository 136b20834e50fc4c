using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Diffing;

/// <summary>
/// What a removal does to everything that stands on it: what is wanted is made again, and what the kernel takes along is not
/// removed a second time (a link takes its addresses and routes, a table all that is in it).
/// </summary>
internal sealed class Cascade
{
    private readonly Wanted wanted;
    private readonly Snapshot observed;
    private readonly Dictionary<ResourceId, Change> changes;
    private readonly HashSet<ResourceId> gone = [];
    private readonly List<ResourceId> going = [];

    private Cascade(List<Change> changes, Wanted wanted, Snapshot observed)
    {
        this.wanted = wanted;
        this.observed = observed;
        this.changes = changes.ToDictionary(c => c.Id);
    }

    /// <summary>Changes with all that follows from them.</summary>
    public static IReadOnlyCollection<Change> Of(List<Change> changes, Wanted wanted, Snapshot observed) =>
        changes.Exists(c => LostBy(c) is not null) ? new Cascade(changes, wanted, observed).Spread() : changes;

    private Dictionary<ResourceId, Change>.ValueCollection Spread()
    {
        foreach (Change change in changes.Values)
            Lose(change);
        // Level by level: to ask all of a large host anew for each of a few levels costs less than to note down who stands on what.
        while (going.Count > 0)
        {
            HashSet<ResourceId> level = [.. going];
            going.Clear();
            foreach (Resource dependent in Observed.Where(r => r.DependsOn.Any(level.Contains)))
                MakeAgain(dependent);
        }
        foreach (Resource vanished in Observed.Where(r => r.VanishesWith.Any(gone.Contains)))
            Vanish(vanished.Id);
        return changes.Values;
    }

    private IEnumerable<Resource> Observed => observed.Resources.Select(o => o.Resource);

    private void Lose(Change change)
    {
        if (LostBy(change) is not Resource lost)
            return;
        gone.UnionWith(lost.Provides);
        going.AddRange(lost.Provides);
    }

    // Nothing stands on leaves.
    private static Resource? LostBy(Change change) => change is (Change.Delete or Change.Replace) and { Before: { Kind.IsLeaf: false } lost } ? lost : null;

    private void MakeAgain(Resource dependent)
    {
        if (!wanted.ById.TryGetValue(dependent.Id, out Desired? wish) || changes.GetValueOrDefault(dependent.Id) is Change.Replace)
            return;
        Change.Replace again = new(dependent, wish.Resource, [], Vanishes: false, wish.Origin);
        changes[dependent.Id] = again;
        Lose(again);
    }

    private void Vanish(ResourceId id)
    {
        if (changes.GetValueOrDefault(id) is Change.Delete)
            changes.Remove(id);
        else if (changes.GetValueOrDefault(id) is Change.Replace replace)
            changes[id] = replace with { Vanishes = true };
    }
}
