using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>The nf_tables generation of a namespace (<c>NFTA_GEN_ID</c>): each transaction counts it on.</summary>
public readonly record struct RulesetGeneration(NamespaceId Namespace, uint Id);

/// <summary>What the kernel held at one moment, in the host namespace and in every namespace concerned.</summary>
public sealed class Snapshot
{
    private readonly Dictionary<ResourceId, Observed> byId;
    private readonly Lazy<ILookup<NamespaceId, Resource>> byNamespace;
    private readonly HashSet<NamespaceId> namespaces;

    /// <param name="resources">All that was read; each identity once.</param>
    /// <param name="namespaces">The namespaces that exist and were read, besides the host's.</param>
    /// <param name="generations">Of the namespaces whose rulesets were read.</param>
    /// <param name="aliases">Names of namespaces that were read under another name, which is the host's or an earlier one.</param>
    public Snapshot(IEnumerable<Observed> resources, IEnumerable<NamespaceId> namespaces, ValueList<RulesetGeneration> generations, IReadOnlyDictionary<NamespaceId, NamespaceId>? aliases = null)
    {
        byId = resources.ToDictionary(o => o.Resource.Id);
        byNamespace = new(ByNamespace);
        this.namespaces = [.. namespaces];
        Generations = generations;
        Aliases = aliases ?? ReadOnlyDictionary<NamespaceId, NamespaceId>.Empty;
    }

    private Snapshot(Snapshot earlier, Dictionary<ResourceId, Observed> resources, ValueList<RulesetGeneration> generations, HashSet<NamespaceId> namespaces)
    {
        byId = resources;
        byNamespace = new(ByNamespace);
        this.namespaces = namespaces;
        Generations = generations;
        Aliases = earlier.Aliases;
    }

    /// <summary>A kernel in which nothing was read.</summary>
    public static Snapshot Empty { get; } = new([], [], []);

    /// <summary>The nf_tables generations of the namespaces whose rulesets were read.</summary>
    public ValueList<RulesetGeneration> Generations { get; }

    /// <summary>Names of namespaces, each with the name under which the namespace was read: one namespace can have several.</summary>
    public IReadOnlyDictionary<NamespaceId, NamespaceId> Aliases { get; }

    public IReadOnlyCollection<Observed> Resources => byId.Values;

    public IReadOnlyCollection<NamespaceId> Namespaces => namespaces;

    /// <summary>The same state with resources that were read in addition, or anew.</summary>
    public Snapshot With(IEnumerable<Observed> more)
    {
        Dictionary<ResourceId, Observed> all = new(byId);
        foreach (Observed found in more)
            all[found.Resource.Id] = found;
        return new(this, all, Generations, namespaces);
    }

    /// <summary>The same state where a part has been read again.</summary>
    /// <param name="gone">What was read of that part before.</param>
    /// <param name="come">What is there now.</param>
    /// <param name="generations">Of all namespaces whose rulesets were read, now or before.</param>
    /// <param name="found">Namespaces that were not read before.</param>
    public Snapshot Exchange(
        IEnumerable<Observed> gone, IEnumerable<Observed> come, ValueList<RulesetGeneration> generations, IReadOnlyCollection<NamespaceId>? found = null)
    {
        Dictionary<ResourceId, Observed> all = new(byId);
        foreach (Observed old in gone)
            all.Remove(old.Resource.Id);
        foreach (Observed read in come)
            all[read.Resource.Id] = read;
        return new(this, all, generations, found is null or { Count: 0 } ? namespaces : [.. namespaces, .. found]);
    }

    /// <summary>Whether the namespace exists (the host's always does).</summary>
    public bool Has(NamespaceId id) => id.IsHost || namespaces.Contains(id) || Aliases.ContainsKey(id);

    public bool TryFind(ResourceId id, [NotNullWhen(true)] out Observed? observed) => byId.TryGetValue(id, out observed);

    /// <summary>All resources of one type in one namespace.</summary>
    public IEnumerable<TResource> Of<TResource>(NamespaceId id)
        where TResource : Resource =>
        byNamespace.Value[id].OfType<TResource>();

    private ILookup<NamespaceId, Resource> ByNamespace() => byId.Values.Select(o => o.Resource).ToLookup(r => r.Id.Namespace);
}
