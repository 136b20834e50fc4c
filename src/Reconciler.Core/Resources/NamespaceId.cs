using Reconciler.Core.Documents;

namespace Reconciler.Core.Resources;

/// <summary>A network namespace as resources name it: the host's, one of <c>/run/netns</c>, any other namespace file, or that of an engine's container.</summary>
public readonly record struct NamespaceId : IComparable<NamespaceId>
{
    private readonly string? reference;

    private NamespaceId(string? reference, ContainerEngine? engine = null)
    {
        this.reference = reference;
        Engine = engine;
    }

    /// <summary>The network namespace that the run acts on as 'the host'.</summary>
    public static NamespaceId Host => default;

    /// <summary>The namespace <c>/run/netns/NAME</c>.</summary>
    public static NamespaceId Named(string name) => new(name);

    /// <summary>The namespace of a file outside of <c>/run/netns</c>, such as <c>/proc/812/ns/net</c>.</summary>
    public static NamespaceId File(string path) => new(path);

    /// <summary>The namespace of a container, wherever its engine says that it is at the moment.</summary>
    public static NamespaceId OfContainer(ContainerEngine engine, string name) => new(name, engine);

    public bool IsHost => reference is null;

    /// <summary>Who knows where the namespace is; <c>null</c>: its name or path tells.</summary>
    public ContainerEngine? Engine { get; }

    /// <summary>The container's name or id; <c>null</c> when no engine is asked for it.</summary>
    public string? Container => Engine is null ? null : reference;

    /// <summary>The name below <c>/run/netns</c>; <c>null</c> for the others.</summary>
    public string? Name => Engine is null && reference is not null && !reference.Contains('/') ? reference : null;

    /// <summary>The namespace file's path; <c>null</c> where it is the host, has a name, or is an engine's container.</summary>
    public string? Path => Engine is null && reference is not null && reference.Contains('/') ? reference : null;

    /// <summary>The first of the texts whose order is that of namespaces; the host's is empty.</summary>
    internal string Reference => reference ?? "";

    /// <summary>The second of them: the engines stand in the order of their words.</summary>
    internal string EngineText => IsHost ? "" : Engine?.Word() ?? "-";

    /// <summary>The host first, then by reference (ordinal), so that plans are deterministic.</summary>
    public int CompareTo(NamespaceId other) => string.CompareOrdinal(reference, other.reference) is int order and not 0 ? order : Nullable.Compare(Engine, other.Engine);

    public static bool operator <(NamespaceId left, NamespaceId right) => left.CompareTo(right) < 0;

    public static bool operator >(NamespaceId left, NamespaceId right) => left.CompareTo(right) > 0;

    public static bool operator <=(NamespaceId left, NamespaceId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(NamespaceId left, NamespaceId right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// <c>host</c>, the name, the path, or as in <c>docker:web</c>; a namespace that somebody named 'host' shows its path.
    /// </summary>
    public override string ToString() => (reference, Engine) switch
    {
        (null, _) => "host",
        (_, ContainerEngine engine) => $"{engine.Word()}:{reference}",
        ("host", _) => "/run/netns/host",
        _ => reference,
    };
}
