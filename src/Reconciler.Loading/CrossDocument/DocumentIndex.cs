using Reconciler.Core.Documents;
using Reconciler.Loading.Definitions;

namespace Reconciler.Loading.CrossDocument;

/// <summary>
/// The documents that the checks across documents look at: those of which all could be read, and of several with one name the first,
/// so that no fault is reported that only follows from another.
/// </summary>
internal sealed class DocumentIndex
{
    private const string NetworkKind = "Network";
    private const string AttachmentKind = "ContainerAttachment";
    private readonly Dictionary<string, Document<NetworkSpec>> networks = [];
    private readonly HashSet<string> existing;
    private readonly bool allNamesKnown;

    public DocumentIndex(LoadedDocuments loaded)
    {
        Networks = Whole(loaded.Networks);
        Attachments = Whole(loaded.Attachments);
        Locks = Whole(loaded.Locks);
        foreach (Document<NetworkSpec> network in Networks)
            networks.Add(network.Name, network);
        IEnumerable<string?> names = loaded.Identities.Where(d => d.Kind is null or NetworkKind).Select(d => d.Name);
        allNamesKnown = !loaded.HasUnread && !names.Contains(null);
        AllAttachmentsKnown = !loaded.HasUnread && Attachments.Count == loaded.Identities.Count(d => d.Kind is null or AttachmentKind);
        existing = [.. names.OfType<string>()];
    }

    public IReadOnlyList<Document<NetworkSpec>> Networks { get; }

    public IReadOnlyList<Document<ContainerAttachmentSpec>> Attachments { get; }

    public IReadOnlyList<Document<AddressLockSpec>> Locks { get; }

    /// <summary>Whether <see cref="Attachments"/> are all that there are.</summary>
    public bool AllAttachmentsKnown { get; }

    /// <summary>The names of all networks, readable or not.</summary>
    public IReadOnlyCollection<string> NetworkNames => existing;

    /// <summary>A network that could be read.</summary>
    public Document<NetworkSpec>? Network(string name) => networks.GetValueOrDefault(name);

    /// <summary>How a network connects containers; <c>null</c> when it could not be read.</summary>
    public NetworkMode? ModeOf(string network) => BuiltInNetworks.SpecOf(network)?.Mode ?? Network(network)?.Spec.Mode;

    /// <summary>Whether no document can be the network of a name; one that could not be read may be any.</summary>
    public bool IsMissing(string network) => allNamesKnown && !existing.Contains(network) && !BuiltInNetworks.Contains(network);

    private static List<Document<TSpec>> Whole<TSpec>(IEnumerable<LoadedDocument<TSpec>> loaded) =>
        [.. loaded.DistinctBy(d => d.Document.Name).Where(d => d.IsWhole).Select(d => d.Document)];
}
