using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading;

namespace Reconciler.Agent.Revisions;

/// <summary>
/// Chooses among the versions of documents: the newest where it is sound, what it refers to is, and it contradicts nothing; otherwise
/// the last that was good; otherwise none. A broken document does not keep the others back, unless it may close something: a policy of
/// which no version is known is no reason to be open.
/// </summary>
/// <param name="newest">The newest revision.</param>
/// <param name="good">The last good version of each document.</param>
/// <param name="held">Documents that are left alone, and why.</param>
/// <param name="check">Tells what contradicts what.</param>
public sealed class DocumentChoice(
    LoadResult newest, DocumentSet good, IReadOnlyDictionary<DocumentId, string> held, Func<DocumentSet, IEnumerable<Diagnostic>> check)
{
    private enum Pick
    {
        Newest,
        Good,
        None,
    }

    private readonly Lazy<Dictionary<DocumentId, DocumentFacts>> freshFacts = new(() => Facts(newest.Documents));
    private readonly Lazy<Dictionary<DocumentId, DocumentFacts>> earlierFacts = new(() => Facts(good));
    private readonly Dictionary<DocumentId, Pick> picks = [];
    private readonly Dictionary<DocumentId, string> setbacks = [];
    private readonly Dictionary<DocumentId, int> order = newest.Found.Select(f => f.Id).OfType<DocumentId>().Distinct().Select((id, i) => (id, i)).ToDictionary();

    private Dictionary<DocumentId, DocumentFacts> Fresh => freshFacts.Value;

    private Dictionary<DocumentId, DocumentFacts> Earlier => earlierFacts.Value;

    /// <summary>Chooses.</summary>
    public Choice Make()
    {
        Diagnostic[] errors = [.. newest.Diagnostics.Where(IsError)];
        // Loading has checked what contradicts what.
        if (errors.Length == 0 && held.Count == 0)
            return new(newest.Documents with { Order = order }, setbacks, IsWhole: true);
        ValueList<Diagnostic> refusal = errors.Where(e => e.At is null).ToValueList();
        HashSet<string> unread = UnreadFiles(errors);
        if (refusal.Count == 0)
            refusal = Unclosed(errors, unread);
        if (refusal.Count > 0)
            return Refused(refusal);
        PickFirst(errors, unread);
        SetDependentsBack();
        while (check(Compose()).FirstOrDefault(IsError) is Diagnostic contradiction)
        {
            if (Place(Compose(), contradiction) is not DocumentId culprit)
                return Refused([contradiction]);
            SetBack(culprit, Words(contradiction));
        }
        DocumentSet chosen = Compose() with { LeftAlone = LeftAlone(), NetworksLeftAlone = NetworksLeftAlone(), Order = order };
        return new(chosen, setbacks, !picks.ContainsValue(Pick.None) && unread.Count == 0) { Good = Compose(Pick.Good, Pick.None) };
    }

    /// <summary>The document that a diagnostic is about; <c>null</c>: it is about none.</summary>
    public static DocumentId? Place(DocumentSet documents, Diagnostic diagnostic) =>
        diagnostic.At is SourceLocation at ? Nearest(DocumentFacts.Of(documents).Select(f => (f.Id, f.Start)), at) : null;

    /// <summary>A fault as the reason of a document's state.</summary>
    public static string Words(Diagnostic fault) => $"{fault.Code}: {fault.Message}{(fault.At is SourceLocation at ? $" ({at})" : "")}";

    private Choice Refused(ValueList<Diagnostic> refusal) => new(good, new Dictionary<DocumentId, string>(), IsWhole: true) { Refusal = refusal };

    // A file in which something could not be read that has no name: nobody knows which documents it is.
    private HashSet<string> UnreadFiles(Diagnostic[] errors) =>
    [
        .. newest.Found.Where(f => f.Id is null).Select(f => f.At.File),
        .. errors.Where(e => FoundAt(e) is null).Select(e => e.At?.File).OfType<string>(),
    ];

    private ValueList<Diagnostic> Unclosed(Diagnostic[] errors, HashSet<string> unread)
    {
        bool isFirst = Earlier.Count == 0;
        return errors
            .Where(e => isFirst && unread.Contains(e.At!.Value.File)
                || FoundAt(e) is { Kind: DocumentKind.FirewallPolicy } policy && !Earlier.ContainsKey(policy))
            .ToValueList();
    }

    private void PickFirst(Diagnostic[] errors, HashSet<string> unread)
    {
        foreach (DocumentId id in Fresh.Keys)
            picks[id] = Pick.Newest;
        foreach (DocumentFacts known in Earlier.Values.Where(k => !picks.ContainsKey(k.Id) && unread.Contains(k.Start.File)))
            KeepGood(known.Id, $"the file {known.Start.File} cannot be read");
        foreach (FoundDocument found in newest.Found.Where(f => f.Id is DocumentId id && !Fresh.ContainsKey(id)))
        {
            DocumentId id = found.Id!.Value;
            KeepGood(id, errors.FirstOrDefault(e => FoundAt(e) == id) is Diagnostic fault ? Words(fault) : "it cannot be read");
        }
        foreach ((DocumentId id, string reason) in held.Where(h => picks.ContainsKey(h.Key)))
            (picks[id], setbacks[id]) = (Pick.None, reason);
    }

    private void KeepGood(DocumentId id, string reason)
    {
        picks[id] = Earlier.ContainsKey(id) ? Pick.Good : Pick.None;
        setbacks[id] = reason;
    }

    // What was written together with a version that is not taken goes with the one that is.
    private void SetDependentsBack()
    {
        for (bool any = true; any;)
        {
            any = false;
            foreach (DocumentFacts facts in Fresh.Values.Where(f => picks[f.Id] == Pick.Newest && IsChanged(f)))
            {
                if (facts.RefersTo.FirstOrDefault(setbacks.ContainsKey) is { Kind: not null } broken)
                {
                    KeepGood(facts.Id, $"{broken}, which it refers to, is not as it should be");
                    any = true;
                }
            }
        }
    }

    private void SetBack(DocumentId id, string reason)
    {
        bool canKeep = picks[id] == Pick.Newest && Fresh.TryGetValue(id, out DocumentFacts? facts) && IsChanged(facts) && Earlier.ContainsKey(id);
        picks[id] = canKeep ? Pick.Good : Pick.None;
        setbacks.TryAdd(id, reason);
    }

    private bool IsChanged(DocumentFacts facts) => !Earlier.TryGetValue(facts.Id, out DocumentFacts? known) || !known.Said.Equals(facts.Said);

    // What is attached to a network that is left alone has its interface there still, and with it a name and perhaps the default route.
    private ValueList<Document<ContainerAttachmentSpec>> LeftAlone() =>
    [
        .. newest.Documents.Attachments.Concat(good.Attachments)
            .Where(a => picks.TryGetValue(a.Id, out Pick pick) && pick == Pick.None && (held.ContainsKey(a.Id) || held.ContainsKey(new(DocumentKind.Network, a.Spec.Network))))
            .DistinctBy(a => a.Id),
    ];

    private ValueList<Document<NetworkSpec>> NetworksLeftAlone() =>
        [.. newest.Documents.Networks.Concat(good.Networks).Where(n => held.ContainsKey(n.Id)).DistinctBy(n => n.Id)];

    private DocumentSet Compose() => Compose(Pick.Good);

    // The newest version where that is picked, the good one where one of these is.
    private DocumentSet Compose(params Pick[] old) => new(Chosen(newest.Documents.Networks, good.Networks, old), Chosen(newest.Documents.Attachments, good.Attachments, old))
    {
        Nodes = Chosen(newest.Documents.Nodes, good.Nodes, old),
        Policies = Chosen(newest.Documents.Policies, good.Policies, old),
        Reachabilities = Chosen(newest.Documents.Reachabilities, good.Reachabilities, old),
        Locks = Chosen(newest.Documents.Locks, good.Locks, old),
    };

    // In the order of the newest files: which interface of a container is eth0 depends on it.
    private ValueList<Document<TSpec>> Chosen<TSpec>(ValueList<Document<TSpec>> newer, ValueList<Document<TSpec>> older, Pick[] old) =>
    [
        .. newer.Where(d => picks[d.Id] == Pick.Newest).DistinctBy(d => d.Id)
            .Concat(older.Where(d => picks.TryGetValue(d.Id, out Pick pick) && old.Contains(pick)))
            .OrderBy(d => order.GetValueOrDefault(d.Id, int.MaxValue)),
    ];

    private DocumentId? FoundAt(Diagnostic fault) =>
        fault.At is SourceLocation at && Nearest(newest.Found.Select(f => (f.Id ?? default, f.At)), at) is { Kind: not null } id ? id : null;

    private static DocumentId? Nearest(IEnumerable<(DocumentId Id, SourceLocation Start)> documents, SourceLocation at)
    {
        (DocumentId Id, SourceLocation Start)[] before = [.. documents.Where(d => d.Start.File == at.File && d.Start <= at)];
        return before.Length == 0 ? null : before.MaxBy(d => d.Start).Id;
    }

    private static Dictionary<DocumentId, DocumentFacts> Facts(DocumentSet documents) =>
        DocumentFacts.Of(documents).DistinctBy(f => f.Id).ToDictionary(f => f.Id);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;
}
