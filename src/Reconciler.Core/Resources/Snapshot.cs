using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>The nf_tables generation of a namespace (<c>NFTA_GEN_ID</c>): each transaction counts it on.</summary>
public readonly record struct RulesetGeneration(NamespaceId Namespace, uint Id);

/// <summary>What the kernel held at one moment, in the host namespace and in every namespace concerned.</summary>
public sealed class Snapshot
{
    private readonly ResourceTable table;
    private readonly HashSet<NamespaceId> namespaces;

    /// <param name="resources">All that was read; each identity once.</param>
    /// <param name="namespaces">The namespaces that exist and were read, besides the host's.</param>
    /// <param name="generations">Of the namespaces whose rulesets were read.</param>
    /// <param name="aliases">Names of namespaces that were read under another name, which is the host's or an earlier one.</param>
    /// <param name="absences">Why the containers of engines that were looked for and not found are not there.</param>
    public Snapshot(
        IEnumerable<Observed> resources,
        IEnumerable<NamespaceId> namespaces,
        ValueList<RulesetGeneration> generations,
        IReadOnlyDictionary<NamespaceId, NamespaceId>? aliases = null,
        IReadOnlyDictionary<NamespaceId, Absence>? absences = null)
    {
        table = new(resources);
        this.namespaces = [.. namespaces];
        Generations = generations;
        Aliases = aliases ?? ReadOnlyDictionary<NamespaceId, NamespaceId>.Empty;
        Absences = absences ?? ReadOnlyDictionary<NamespaceId, Absence>.Empty;
    }

    private Snapshot(Snapshot earlier, ResourceTable table, ValueList<RulesetGeneration> generations, HashSet<NamespaceId> namespaces)
    {
        this.table = table;
        this.namespaces = namespaces;
        Generations = generations;
        Aliases = earlier.Aliases;
        Absences = earlier.Absences;
    }

    /// <summary>A kernel in which nothing was read.</summary>
    public static Snapshot Empty { get; } = new([], [], []);

    /// <summary>The nf_tables generations of the namespaces whose rulesets were read.</summary>
    public ValueList<RulesetGeneration> Generations { get; }

    /// <summary>Names of namespaces, each with the name under which the namespace was read: one namespace can have several.</summary>
    public IReadOnlyDictionary<NamespaceId, NamespaceId> Aliases { get; }

    /// <summary>Why containers of engines are not there.</summary>
    public IReadOnlyDictionary<NamespaceId, Absence> Absences { get; private init; }

    public IEnumerable<Observed> Resources => table.All;

    public IReadOnlyCollection<NamespaceId> Namespaces => namespaces;

    /// <summary>The same state with resources that were read in addition, or anew.</summary>
    public Snapshot With(IEnumerable<Observed> more) => new(this, table.With([.. more]), Generations, namespaces);

    /// <summary>The same state where a part has been read again.</summary>
    /// <param name="gone">What was read of that part before.</param>
    /// <param name="come">What is there now.</param>
    /// <param name="generations">Of all namespaces whose rulesets were read, now or before.</param>
    /// <param name="found">Namespaces that were not read before.</param>
    /// <param name="absences">Why containers are not there, when that may be for other reasons than before.</param>
    public Snapshot Exchange(
        IEnumerable<Observed> gone,
        IEnumerable<Observed> come,
        ValueList<RulesetGeneration> generations,
        IReadOnlyCollection<NamespaceId>? found = null,
        IReadOnlyDictionary<NamespaceId, Absence>? absences = null) =>
        new(this, table.Exchange(gone.Select(o => o.Resource.Id), come), generations, found is null or { Count: 0 } ? namespaces : [.. namespaces, .. found])
        {
            Absences = absences ?? Absences,
        };

    /// <summary>Whether the namespace exists (the host's always does).</summary>
    public bool Has(NamespaceId id) => id.IsHost || namespaces.Contains(id) || Aliases.ContainsKey(id);

    public bool TryFind(ResourceId id, [NotNullWhen(true)] out Observed? observed) => table.TryFind(id, out observed);

    /// <summary>All resources of one type in one namespace.</summary>
    public IEnumerable<TResource> Of<TResource>(NamespaceId id)
        where TResource : Resource =>
        Of(id, typeof(TResource)).Select(o => (TResource)o.Resource);

    /// <inheritdoc cref="Of{TResource}(NamespaceId)"/>
    /// <param name="type">Of resources.</param>
    public IEnumerable<Observed> Of(NamespaceId id, Type type) => table.Of(id, type);
}
