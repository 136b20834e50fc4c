using System.Collections.Concurrent;
using Reconciler.Core.Documents;

namespace Reconciler.Agent.States;

/// <summary>The states of all documents, which one thread changes and others look at.</summary>
public sealed class DocumentStates
{
    private readonly ConcurrentDictionary<DocumentId, DocumentState> states = [];
    private volatile IReadOnlyDictionary<DocumentId, int> order = new Dictionary<DocumentId, int>();

    /// <summary>In the order in which they were kept.</summary>
    public IReadOnlyList<DocumentState> All
    {
        get
        {
            IReadOnlyDictionary<DocumentId, int> places = order;
            return [.. states.Values.OrderBy(s => places.GetValueOrDefault(s.Document, int.MaxValue)).ThenBy(s => s.Document.ToString(), StringComparer.Ordinal)];
        }
    }

    /// <summary>That of a document; <c>null</c>: there is no such document.</summary>
    public DocumentState? Find(DocumentId document) => states.GetValueOrDefault(document);

    /// <summary>Notes a state.</summary>
    /// <returns>The state when it is another one than before; a reason alone that changes is no news.</returns>
    public DocumentState? Set(DocumentId document, DocumentCondition condition, string? reason, DateTimeOffset now)
    {
        DocumentState? before = states.GetValueOrDefault(document);
        if (before is not null && before.Condition == condition && before.Reason == reason)
            return null;
        DocumentState state = new(document, condition, reason, now, before?.LastChange);
        states[document] = state;
        return state;
    }

    /// <summary>Notes that something was changed for a document.</summary>
    public void Changed(DocumentId document, DateTimeOffset now)
    {
        if (states.TryGetValue(document, out DocumentState? state))
            states[document] = state with { LastChange = now };
    }

    /// <summary>Forgets the documents that there are no more.</summary>
    /// <param name="documents">Those that there are, in the order in which they are shown.</param>
    public void Keep(IEnumerable<DocumentId> documents)
    {
        Dictionary<DocumentId, int> places = documents.Distinct().Select((id, place) => (id, place)).ToDictionary();
        foreach (DocumentId gone in states.Keys.Where(id => !places.ContainsKey(id)).ToArray())
            states.TryRemove(gone, out _);
        order = places;
    }
}
