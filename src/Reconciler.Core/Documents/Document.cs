using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>A document's identity: kind and name, as in <c>Network/web</c>.</summary>
public readonly record struct DocumentId(string Kind, string Name)
{
    public override string ToString() => $"{Kind}/{Name}";
}

/// <summary><c>metadata</c>: what every document has.</summary>
/// <param name="Name">Unique among the documents of its kind.</param>
/// <param name="Labels">Sorted by key.</param>
public sealed record Metadata(string Name, ValueList<Label> Labels);

/// <summary>One entry of <c>metadata.labels</c>.</summary>
public readonly record struct Label(string Key, string Value);

/// <summary>One YAML document: what the user said, and where.</summary>
public sealed record Document<TSpec>(DocumentId Id, Metadata Metadata, TSpec Spec, SourceMap Source)
{
    public string Name => Metadata.Name;

    /// <summary>The place of a value by its path, such as <c>spec.mtu</c>.</summary>
    public SourceLocation At(string path) => Source.Locate(path);
}

/// <summary>All documents of one run, each kind in the order of the files.</summary>
public sealed record DocumentSet(
    ValueList<Document<NetworkSpec>> Networks,
    ValueList<Document<ContainerAttachmentSpec>> Attachments)
{
    public static DocumentSet Empty { get; } = new([], []);

    /// <summary>Addresses that are pinned.</summary>
    public ValueList<Document<AddressLockSpec>> Locks { get; init; } = [];

    /// <summary>The hosts that the documents describe.</summary>
    public ValueList<Document<NodeSpec>> Nodes { get; init; } = [];

    /// <summary>Who is closed, and except for what.</summary>
    public ValueList<Document<FirewallPolicySpec>> Policies { get; init; } = [];

    /// <summary>What must be reached, and what must not.</summary>
    public ValueList<Document<ReachabilitySpec>> Reachabilities { get; init; } = [];

    /// <summary>Attachments for which nothing is made at the moment, and whose names and addresses nobody else gets meanwhile.</summary>
    public ValueList<Document<ContainerAttachmentSpec>> LeftAlone { get; init; } = [];

    /// <summary>Networks that stay as they are at the moment; what is attached to them is left alone with them.</summary>
    public ValueList<Document<NetworkSpec>> NetworksLeftAlone { get; init; } = [];

    /// <summary>All that names and addresses are given out to, in the order of the files: the attachments, and those that are left alone.</summary>
    public IEnumerable<Document<ContainerAttachmentSpec>> Claiming => LeftAlone.Count == 0
        ? Attachments
        : Attachments.Concat(LeftAlone).OrderBy(a => Order.TryGetValue(a.Id, out int position) ? position : int.MaxValue);

    /// <summary>The positions of attachments in the files, where some are left alone.</summary>
    public IReadOnlyDictionary<DocumentId, int> Order { get; init; } = System.Collections.Frozen.FrozenDictionary<DocumentId, int>.Empty;

    /// <summary>The node that the host is; <c>null</c> when none of the documents describes it.</summary>
    public Document<NodeSpec>? Here { get; init; }

    /// <summary>The nodes that the host is not, with what runs there.</summary>
    public ValueList<PeerNode> Peers { get; init; } = [];

    /// <summary>The names of the nodes that are described, or that attachments are on; none: the documents are for whatever host they are applied to.</summary>
    public ValueList<string> NodeNames => Nodes.Select(n => n.Name).Concat(Attachments.Select(a => a.Spec.Node).OfType<string>()).Distinct().ToValueList();

    /// <summary>These and other documents, which need not go together.</summary>
    public DocumentSet Beside(DocumentSet others) => new([.. Networks, .. others.Networks], [.. Attachments, .. others.Attachments])
    {
        Locks = [.. Locks, .. others.Locks],
        Nodes = [.. Nodes, .. others.Nodes],
        Policies = [.. Policies, .. others.Policies],
        Reachabilities = [.. Reachabilities, .. others.Reachabilities],
    };

    /// <summary>What concerns one node: the attachments of containers that run on others are with these.</summary>
    public DocumentSet On(string node)
    {
        ILookup<string?, Document<ContainerAttachmentSpec>> byNode = Attachments.ToLookup(a => a.Spec.Node);
        return this with
        {
            Attachments = Attachments.Where(a => a.Spec.Node is null || a.Spec.Node == node).ToValueList(),
            LeftAlone = LeftAlone.Where(a => a.Spec.Node is null || a.Spec.Node == node).ToValueList(),
            Here = Nodes.FirstOrDefault(n => n.Name == node),
            Peers = Nodes.Where(n => n.Name != node).Select(n => new PeerNode(n, byNode[n.Name].ToValueList())).ToValueList(),
        };
    }
}
