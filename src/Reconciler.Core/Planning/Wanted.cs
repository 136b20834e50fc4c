using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>All that is wished of a host, to be found by identity.</summary>
public sealed class Wanted(ValueList<Desired> all)
{
    private readonly Lazy<IReadOnlyDictionary<ResourceId, Desired>> byId = new(() => all.ToDictionary(d => d.Resource.Id));

    /// <summary>That nothing is wished.</summary>
    public static Wanted Nothing { get; } = new([]);

    /// <summary>Each identity once.</summary>
    public ValueList<Desired> All { get; } = all;

    /// <summary>The same by identity.</summary>
    public IReadOnlyDictionary<ResourceId, Desired> ById => byId.Value;
}
