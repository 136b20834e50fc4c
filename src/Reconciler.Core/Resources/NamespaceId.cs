namespace Reconciler.Core.Resources;

/// <summary>A network namespace as resources name it: the host's, one of <c>/run/netns</c>, or any other namespace file.</summary>
public readonly record struct NamespaceId : IComparable<NamespaceId>
{
    private readonly string? reference;

    private NamespaceId(string? reference) => this.reference = reference;

    /// <summary>The network namespace that the run acts on as 'the host'.</summary>
    public static NamespaceId Host => default;

    /// <summary>The namespace <c>/run/netns/NAME</c>.</summary>
    public static NamespaceId Named(string name) => new(name);

    /// <summary>The namespace of a file outside of <c>/run/netns</c>, such as <c>/proc/812/ns/net</c>.</summary>
    public static NamespaceId File(string path) => new(path);

    public bool IsHost => reference is null;

    /// <summary>The name below <c>/run/netns</c>; <c>null</c> for the others.</summary>
    public string? Name => reference is not null && !reference.Contains('/') ? reference : null;

    /// <summary>The namespace file's path; <c>null</c> for the host and for named namespaces.</summary>
    public string? Path => reference is not null && reference.Contains('/') ? reference : null;

    /// <summary>The host first, then by reference (ordinal), so that plans are deterministic.</summary>
    public int CompareTo(NamespaceId other) => string.CompareOrdinal(reference, other.reference);

    public static bool operator <(NamespaceId left, NamespaceId right) => left.CompareTo(right) < 0;

    public static bool operator >(NamespaceId left, NamespaceId right) => left.CompareTo(right) > 0;

    public static bool operator <=(NamespaceId left, NamespaceId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(NamespaceId left, NamespaceId right) => left.CompareTo(right) >= 0;

    /// <summary><c>host</c>, the name, or the path; a namespace that somebody named 'host' shows its path.</summary>
    public override string ToString() => reference switch
    {
        null => "host",
        "host" => "/run/netns/host",
        _ => reference,
    };
}
