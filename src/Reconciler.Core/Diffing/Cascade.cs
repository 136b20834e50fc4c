using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Diffing;

/// <summary>
/// What a removal does to everything that stands on it: what is wanted is made again, and what the kernel takes along is not
/// removed a second time (a link takes its addresses and routes, a table all that is in it).
/// </summary>
internal sealed class Cascade(
    IReadOnlyDictionary<ResourceId, Desired> wanted, Snapshot observed, Dictionary<ResourceId, Change> changes)
{
    private readonly HashSet<ResourceId> gone = [];
    private readonly Queue<Resource> going = new();

    public void Spread()
    {
        foreach (Change change in changes.Values)
            Lose(change);
        if (going.Count == 0)
            return;
        ILookup<ResourceId, Resource> dependents = observed.Resources
            .SelectMany(o => o.Resource.DependsOn.Select(on => (On: on, o.Resource)))
            .ToLookup(pair => pair.On, pair => pair.Resource);
        while (going.TryDequeue(out Resource? resource))
        {
            foreach (Resource dependent in resource.Provides.SelectMany(id => dependents[id]))
                MakeAgain(dependent);
        }
        foreach (Resource vanished in observed.Resources.Select(o => o.Resource).Where(r => r.VanishesWith.Any(gone.Contains)))
            Vanish(vanished.Id);
    }

    private void Lose(Change change)
    {
        Resource? lost = change switch
        {
            Change.Delete delete => delete.Observed,
            Change.Replace replace => replace.Observed,
            _ => null,
        };
        if (lost is null)
            return;
        gone.UnionWith(lost.Provides);
        going.Enqueue(lost);
    }

    private void MakeAgain(Resource dependent)
    {
        if (!wanted.TryGetValue(dependent.Id, out Desired? wish) || changes.GetValueOrDefault(dependent.Id) is Change.Replace)
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
