using Reconciler.Core.Documents;

namespace Reconciler.Loading.Definitions;

/// <summary>A document as far as it could be read.</summary>
/// <param name="IsWhole">Whether all of it could be read; otherwise what it leaves unsaid may be there, and unreadable.</param>
/// <param name="IsSound">Whether it has no fault of its own.</param>
internal sealed record LoadedDocument<TSpec>(Document<TSpec> Document, bool IsWhole, bool IsSound);

/// <summary>That a document exists, even if nothing else could be read of it.</summary>
/// <param name="Kind"><c>null</c> when unknown.</param>
/// <param name="Name"><c>null</c> when unknown.</param>
internal sealed record DocumentIdentity(string? Kind, string? Name, SourceMap Source);

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
        loaded.Add(documents.Networks, loaded.Networks);
        loaded.Add(documents.Attachments, loaded.Attachments);
        loaded.Add(documents.Nodes, loaded.Nodes);
        loaded.Add(documents.Policies, loaded.Policies);
        loaded.Add(documents.Reachabilities, loaded.Reachabilities);
        loaded.Add(documents.Locks, loaded.Locks);
        return loaded;
    }

    public void Add(DocumentIdentity identity) => identities.Add(identity);

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

    private void Add<TSpec>(IEnumerable<Document<TSpec>> documents, List<LoadedDocument<TSpec>> shelf)
    {
        foreach (Document<TSpec> document in documents)
        {
            identities.Add(new(document.Id.Kind, document.Name, document.Source));
            shelf.Add(new(document, IsWhole: true, IsSound: true));
        }
    }
}
