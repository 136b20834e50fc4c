using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>The order of many identities, or namespaces, at once: the same as theirs, and sooner found.</summary>
internal static class IdentityOrder
{
    /// <summary>The positions of identities in their order; those of the same one as they come.</summary>
    public static int[] Of(List<ResourceId> ids) => new TextOrder(
        [i => ids[i].Namespace.Reference, i => ids[i].Namespace.EngineText, i => ids[i].Kind, i => ids[i].Name],
        (left, right) => ids[left].CompareTo(ids[right]) is int order and not 0 ? order : left.CompareTo(right)).Of(ids.Count);

    /// <summary>The positions of different namespaces in their order.</summary>
    public static int[] Of(NamespaceId[] namespaces) => new TextOrder(
        [i => namespaces[i].Reference, i => namespaces[i].EngineText],
        (left, right) => namespaces[left].CompareTo(namespaces[right])).Of(namespaces.Length);
}
