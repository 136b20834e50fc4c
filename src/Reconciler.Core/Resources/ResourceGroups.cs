namespace Reconciler.Core.Resources;

/// <summary>Resources by type and namespace. Of most types nobody asks for those of a namespace, and these are not grouped.</summary>
internal sealed class ResourceGroups
{
    private readonly Dictionary<Type, Lazy<ILookup<NamespaceId, Observed>>> byType = [];

    public ResourceGroups(IEnumerable<Observed> resources)
    {
        foreach (IGrouping<Type, Observed> same in resources.GroupBy(o => o.Resource.GetType()))
            byType.Add(same.Key, new(() => same.ToLookup(o => o.Resource.Id.Namespace)));
    }

    /// <summary>Those of one type in one namespace.</summary>
    public IEnumerable<Observed> Of(NamespaceId where, Type type) => byType.TryGetValue(type, out Lazy<ILookup<NamespaceId, Observed>>? some) ? some.Value[where] : [];
}
