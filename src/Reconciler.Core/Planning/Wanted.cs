using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>All that is wished of a host, to be found by identity.</summary>
public sealed class Wanted
{
    private readonly Lazy<IReadOnlyDictionary<ResourceId, Desired>> byId;
    private readonly Lazy<EntranceWishes> entrances;

    /// <param name="all">Each identity once.</param>
    public Wanted(ValueList<Desired> all)
    {
        All = all;
        byId = new(() => IndexOf(all));
        entrances = new(() => new(all));
    }

    /// <summary>That nothing is wished.</summary>
    public static Wanted Nothing { get; } = new([]);

    /// <summary>Each identity once.</summary>
    public ValueList<Desired> All { get; }

    /// <summary>What differs between two wishes: what only one of them has, or each otherwise.</summary>
    public static IEnumerable<ResourceId> Differences(Wanted earlier, Wanted now)
    {
        foreach (Desired wish in now.All)
        {
            if (!earlier.ById.TryGetValue(wish.Resource.Id, out Desired? before) || IsOther(before.Resource, wish.Resource))
                yield return wish.Resource.Id;
        }
        foreach (Desired wish in earlier.All)
        {
            if (!now.ById.ContainsKey(wish.Resource.Id))
                yield return wish.Resource.Id;
        }
    }

    /// <summary>Those of them that decide who comes in from outside.</summary>
    internal EntranceWishes Entrances => entrances.Value;

    /// <summary>The same by identity.</summary>
    public IReadOnlyDictionary<ResourceId, Desired> ById => byId.Value;

    /// <summary>Finds out now what a repair needs, which would wait for it otherwise.</summary>
    public void Prepare() => _ = (byId.Value, entrances.Value);

    private static Dictionary<ResourceId, Desired> IndexOf(ValueList<Desired> all)
    {
        Dictionary<ResourceId, Desired> index = new(all.Count);
        foreach (Desired wish in all)
            index.Add(wish.Resource.Id, wish);
        return index;
    }

    private static bool IsOther(Resource before, Resource now) => !ReferenceEquals(before, now) && now.Kind.Compare(before, now).Count > 0;
}
