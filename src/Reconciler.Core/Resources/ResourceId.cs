namespace Reconciler.Core.Resources;

/// <summary>A resource's identity: what stays the same when its fields change. Renders as <c>link/host/br-web</c>.</summary>
/// <param name="Kind">The <see cref="ResourceKind.Name"/>.</param>
/// <param name="Namespace">Where the resource is.</param>
/// <param name="Name">Unique for the kind in the namespace.</param>
public readonly record struct ResourceId(string Kind, NamespaceId Namespace, string Name) : IComparable<ResourceId>
{
    /// <summary>By namespace, kind and name (ordinal), so that plans are deterministic.</summary>
    public int CompareTo(ResourceId other)
    {
        int byNamespace = Namespace.CompareTo(other.Namespace);
        if (byNamespace != 0)
            return byNamespace;
        int byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>Of two things in a namespace that have one name, hardly ever both are asked for: the kind is left out.</summary>
    public override int GetHashCode() => HashCode.Combine(Namespace, Name);

    public static bool operator <(ResourceId left, ResourceId right) => left.CompareTo(right) < 0;

    public static bool operator >(ResourceId left, ResourceId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ResourceId left, ResourceId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ResourceId left, ResourceId right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Kind}/{Namespace}/{Name}";
}
