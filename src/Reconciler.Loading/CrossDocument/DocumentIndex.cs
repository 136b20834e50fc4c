using Reconciler.Core.Documents;
using Reconciler.Loading.Definitions;

namespace Reconciler.Loading.CrossDocument;

/// <summary>
/// The documents that the checks across documents look at: those of which all could be read, and of several with one name the first,
/// so that no fault is reported that only follows from another.
/// </summary>
internal sealed class DocumentIndex
{
    private readonly Dictionary<string, Document<NetworkSpec>> networks = [];
    private readonly HashSet<string> existing;
    private readonly HashSet<string> nodeNames;
    private readonly bool allNamesKnown;
    private readonly bool allNodesKnown;

    public DocumentIndex(LoadedDocuments loaded)
    {
        Networks = Whole(loaded.Networks);
        Attachments = Whole(loaded.Attachments);
        Locks = Whole(loaded.Locks);
        Nodes = Whole(loaded.Nodes);
        Policies = Whole(loaded.Policies);
        Reachabilities = Whole(loaded.Reachabilities);
        foreach (Document<NetworkSpec> network in Networks)
            networks.Add(network.Name, network);
        IEnumerable<string?> names = loaded.Identities.Where(d => d.Kind is null or DocumentKind.Network).Select(d => d.Name);
        allNamesKnown = !loaded.HasUnread && !names.Contains(null);
        AllAttachmentsKnown = !loaded.HasUnread && Attachments.Count == loaded.Identities.Count(d => d.Kind is null or DocumentKind.ContainerAttachment);
        existing = [.. names.OfType<string>()];
        names = loaded.Identities.Where(d => d.Kind is null or DocumentKind.Node).Select(d => d.Name);
        allNodesKnown = !loaded.HasUnread && !names.Contains(null);
        nodeNames = [.. names.OfType<string>()];
    }

    private DocumentIndex(DocumentIndex all, IReadOnlyList<Document<ContainerAttachmentSpec>> attachments)
    {
        networks = all.networks;
        existing = all.existing;
        nodeNames = all.nodeNames;
        allNamesKnown = all.allNamesKnown;
        allNodesKnown = all.allNodesKnown;
        Networks = all.Networks;
        Attachments = attachments;
        AllAttachmentsKnown = all.AllAttachmentsKnown;
        Locks = all.Locks;
        Nodes = all.Nodes;
        Policies = all.Policies;
        Reachabilities = all.Reachabilities;
    }

    public IReadOnlyList<Document<NetworkSpec>> Networks { get; }

    public IReadOnlyList<Document<ContainerAttachmentSpec>> Attachments { get; }

    public IReadOnlyList<Document<AddressLockSpec>> Locks { get; }

    public IReadOnlyList<Document<NodeSpec>> Nodes { get; }

    public IReadOnlyList<Document<FirewallPolicySpec>> Policies { get; }

    public IReadOnlyList<Document<ReachabilitySpec>> Reachabilities { get; }

    /// <summary>Whether <see cref="Attachments"/> are all that there are.</summary>
    public bool AllAttachmentsKnown { get; }

    /// <summary>The names of all networks, readable or not.</summary>
    public IReadOnlyCollection<string> NetworkNames => existing;

    /// <summary>Whether no document can be the node of a name.</summary>
    public bool IsMissingNode(string node) => allNodesKnown && !nodeNames.Contains(node);

    /// <summary>Whether there are no nodes at all.</summary>
    public bool HasNoNodes => allNodesKnown && nodeNames.Count == 0;

    /// <summary>What each host has to do with: the attachments that say its node, and those that say none.</summary>
    public IEnumerable<DocumentIndex> ByHost()
    {
        if (Attachments.All(a => a.Spec.Node is null))
            return [this];
        ILookup<string?, Document<ContainerAttachmentSpec>> byNode = Attachments.ToLookup(a => a.Spec.Node);
        return byNode.Select(g => g.Key).Where(node => node is not null)
            .Select(node => new DocumentIndex(this, [.. byNode[null], .. byNode[node]]));
    }

    /// <summary>A network that could be read.</summary>
    public Document<NetworkSpec>? Network(string name) => networks.GetValueOrDefault(name);

    /// <summary>How a network connects containers; <c>null</c> when it could not be read.</summary>
    public NetworkMode? ModeOf(string network) => BuiltInNetworks.SpecOf(network)?.Mode ?? Network(network)?.Spec.Mode;

    /// <summary>Whether no document can be the network of a name; one that could not be read may be any.</summary>
    public bool IsMissing(string network) => allNamesKnown && !existing.Contains(network) && !BuiltInNetworks.Contains(network);

    private static List<Document<TSpec>> Whole<TSpec>(List<LoadedDocument<TSpec>> loaded)
        where TSpec : notnull
    {
        List<Document<TSpec>> whole = new(loaded.Count);
        HashSet<string> names = new(loaded.Count);
        foreach (LoadedDocument<TSpec> document in loaded)
        {
            if (names.Add(document.Document.Name) && document.IsWhole)
                whole.Add(document.Document);
        }
        return whole;
    }
}
