using Reconciler.Core.Documents;

namespace Reconciler.Agent.States;

/// <summary>Why a document is left alone for a while.</summary>
/// <param name="Failures">How often it failed in a row.</param>
public sealed record Hold(string Reason, int Failures, DateTimeOffset Until);

/// <summary>
/// Documents that are left alone for a while, since the kernel refused them or others keep undoing them: what they have in the kernel
/// stays as it is, and nothing of it is put right until their time has come.
/// </summary>
public sealed class Holds(BackOff backOff)
{
    private readonly Dictionary<DocumentId, Hold> holds = [];

    /// <summary>Leaves a document alone.</summary>
    public Hold Add(DocumentId document, string reason, DateTimeOffset now)
    {
        int failures = (holds.GetValueOrDefault(document)?.Failures ?? 0) + 1;
        return holds[document] = new(reason, failures, now + backOff.After(failures));
    }

    /// <summary>Those that are left alone now.</summary>
    public IReadOnlyDictionary<DocumentId, Hold> At(DateTimeOffset now) => holds.Where(h => h.Value.Until > now).ToDictionary();

    /// <summary>Whether a document was left alone until now, and nothing was done for it since.</summary>
    /// <param name="last">When something was done last.</param>
    public bool HasEndedSince(DocumentId document, DateTimeOffset last, DateTimeOffset now) =>
        holds.TryGetValue(document, out Hold? hold) && hold.Until <= now && last < hold.Until;

    /// <summary>Forgets the failures of a document that has succeeded since a moment that is long enough ago.</summary>
    public void Forgive(DocumentId document, DateTimeOffset moment)
    {
        if (holds.TryGetValue(document, out Hold? hold) && hold.Until < moment)
            holds.Remove(document);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => holds.Clear();
}
