using Reconciler.Core.Documents;

namespace Reconciler.Loading.Definitions;

/// <summary>All that was read, before it is known whether it fits together.</summary>
internal sealed class LoadedDocuments
{
    private readonly List<DocumentIdentity> identities = [];

    public List<LoadedDocument<NetworkSpec>> Networks { get; } = [];

    public List<LoadedDocument<ContainerAttachmentSpec>> Attachments { get; } = [];

    public List<LoadedDocument<NodeSpec>> Nodes { get; } = [];

    public List<LoadedDocument<FirewallPolicySpec>> Policies { get; } = [];

    public List<LoadedDocument<ReachabilitySpec>> Reachabilities { get; } = [];

    public List<LoadedDocument<AddressLockSpec>> Locks { get; } = [];

    /// <summary>Every document of which at least the end was found, in the order of the files.</summary>
    public IReadOnlyList<DocumentIdentity> Identities => identities;

    /// <summary>Whether some file or some of it could not be read, so that documents may exist that nobody has seen.</summary>
    public bool HasUnread { get; private set; }

    /// <summary>Documents that were read before.</summary>
    public static LoadedDocuments Of(DocumentSet documents)
    {
        LoadedDocuments loaded = new();
        loaded.Add(documents.Networks);
        loaded.Add(documents.Attachments);
        loaded.Add(documents.Nodes);
        loaded.Add(documents.Policies);
        loaded.Add(documents.Reachabilities);
        loaded.Add(documents.Locks);
        return loaded;
    }

    /// <summary>Adds a document to those of its kind.</summary>
    public void Add(DocumentIdentity document)
    {
        identities.Add(document);
        switch (document)
        {
            case LoadedDocument<NetworkSpec> network:
                Networks.Add(network);
                break;
            case LoadedDocument<ContainerAttachmentSpec> attachment:
                Attachments.Add(attachment);
                break;
            case LoadedDocument<NodeSpec> node:
                Nodes.Add(node);
                break;
            case LoadedDocument<FirewallPolicySpec> policy:
                Policies.Add(policy);
                break;
            case LoadedDocument<ReachabilitySpec> reachability:
                Reachabilities.Add(reachability);
                break;
            case LoadedDocument<AddressLockSpec> locks:
                Locks.Add(locks);
                break;
        }
    }

    /// <summary>Adds what was read of a piece of a file.</summary>
    public void Add(PieceReading reading)
    {
        foreach (DocumentIdentity document in reading.Documents)
            Add(document);
        HasUnread |= reading.HasUnread;
    }

    public void AddUnread() => HasUnread = true;

    /// <summary>Those without a fault of their own.</summary>
    public DocumentSet Sound() => new(
        [.. Networks.Where(n => n.IsSound).Select(n => n.Document)],
        [.. Attachments.Where(a => a.IsSound).Select(a => a.Document)])
    {
        Nodes = [.. Nodes.Where(n => n.IsSound).Select(n => n.Document)],
        Policies = [.. Policies.Where(p => p.IsSound).Select(p => p.Document)],
        Reachabilities = [.. Reachabilities.Where(r => r.IsSound).Select(r => r.Document)],
        Locks = [.. Locks.Where(l => l.IsSound).Select(l => l.Document)],
    };

    private void Add<TSpec>(IEnumerable<Document<TSpec>> documents)
        where TSpec : notnull
    {
        foreach (Document<TSpec> document in documents)
            Add(new LoadedDocument<TSpec>(document, IsWhole: true, IsSound: true));
    }
}
