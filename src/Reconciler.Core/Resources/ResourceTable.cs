using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Core.Resources;

/// <summary>
/// What was read, by identity. One in which a little is changed shares with the other what is the same, and costs what was changed: on a
/// host of a thousand containers it has ten thousand resources, and a repair is about one of them.
/// </summary>
internal sealed class ResourceTable
{
    // From here on it is quicker to have one table than to ask two.
    private const int MostChanges = 1024;

    private readonly Dictionary<ResourceId, Observed> all;
    private readonly Lazy<ResourceGroups> groups;

    // What has come since, and null for what has gone.
    private readonly Dictionary<ResourceId, Observed?> changes;
    private readonly Lazy<ResourceGroups> come;

    /// <param name="resources">Each identity once.</param>
    public ResourceTable(IEnumerable<Observed> resources)
        : this(resources.ToDictionary(o => o.Resource.Id))
    {
    }

    private ResourceTable(Dictionary<ResourceId, Observed> all)
        : this(all, new(() => new(all.Values)), [])
    {
    }

    private ResourceTable(Dictionary<ResourceId, Observed> all, Lazy<ResourceGroups> groups, Dictionary<ResourceId, Observed?> changes)
    {
        (this.all, this.groups, this.changes) = (all, groups, changes);
        come = new(() => new(Come));
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Observed> All => changes.Count == 0 ? all.Values : all.Values.Where(IsSame).Concat(Come);

    public bool TryFind(ResourceId id, [NotNullWhen(true)] out Observed? observed) =>
        changes.TryGetValue(id, out observed) ? observed is not null : all.TryGetValue(id, out observed);

    /// <summary>Those of one type in one namespace.</summary>
    public IEnumerable<Observed> Of(NamespaceId where, Type type) => changes.Count == 0
        ? groups.Value.Of(where, type)
        : groups.Value.Of(where, type).Where(IsSame).Concat(come.Value.Of(where, type));

    private IEnumerable<Observed> Come => changes.Values.OfType<Observed>();

    /// <summary>The same table with others: one again, since who reads more is about to look at all of it.</summary>
    public ResourceTable With(Observed[] more) => more.Length == 0 ? this : new(Merge(all, Since([], more)));

    /// <summary>The same table without some, and then with others.</summary>
    public ResourceTable Exchange(IEnumerable<ResourceId> gone, IEnumerable<Observed> come)
    {
        Dictionary<ResourceId, Observed?> since = Since(gone, come);
        return since.Count <= MostChanges ? new(all, groups, since) : new(Merge(all, since));
    }

    private Dictionary<ResourceId, Observed?> Since(IEnumerable<ResourceId> gone, IEnumerable<Observed> come)
    {
        Dictionary<ResourceId, Observed?> since = new(changes);
        foreach (ResourceId id in gone)
            since[id] = null;
        foreach (Observed observed in come)
            since[observed.Resource.Id] = observed;
        return since;
    }

    private static Dictionary<ResourceId, Observed> Merge(Dictionary<ResourceId, Observed> all, Dictionary<ResourceId, Observed?> since)
    {
        Dictionary<ResourceId, Observed> merged = new(all);
        foreach ((ResourceId id, Observed? observed) in since)
        {
            if (observed is null)
                merged.Remove(id);
            else
                merged[id] = observed;
        }
        return merged;
    }

    private bool IsSame(Observed earlier) => !changes.ContainsKey(earlier.Resource.Id);
}
