using System.Globalization;
using Reconciler.Agent.Reporting;
using Reconciler.Agent.Revisions;
using Reconciler.Agent.States;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Kernel.Locking;
using Reconciler.Kernel.Watching;

namespace Reconciler.Agent.Running;

/// <summary>Says what runs did and why, and keeps the states of the documents.</summary>
internal sealed class RunReport(Journal journal, Measurements measurements, TimeProvider time)
{
    // A flushed ruleset is hundreds of objects; whoever wants all asks 'reconciler plan' before the next time.
    private const int MostDifferences = 10;

    private HashSet<DocumentId> absent = [];
    private Revision? refused;
    private bool hasFailed;

    public DocumentStates States { get; } = new();

    public void Read(Revision revision, Func<Diagnostic, string> words)
    {
        refused = null;
        int documents = revision.Loaded.Found.Count;
        journal.Add(new(WatchEventKind.Revision, WatchLevel.Info, $"revision {revision.Name}: {Count(documents, "document")}") { Revision = revision.Name });
        foreach (Diagnostic fault in revision.Loaded.Diagnostics)
            journal.Add(new(WatchEventKind.Revision, fault.Severity == Severity.Error ? WatchLevel.Error : WatchLevel.Warning, words(fault)) { Revision = revision.Name });
    }

    public void Refuse(Revision revision, ValueList<Diagnostic> why)
    {
        if (refused == revision)
            return;
        refused = revision;
        journal.Add(new(WatchEventKind.Refused, WatchLevel.Error, $"revision {revision.Name} is refused as a whole, and the earlier documents stay: {DocumentChoice.Words(why[0])}") { Revision = revision.Name });
    }

    public void WaitFor(LockHolder holder) =>
        journal.Add(new(WatchEventKind.Waiting, WatchLevel.Info, $"waiting for {holder}"));

    public void Changed(Plan plan, Func<PlannedChange, bool> isDrift, KernelNews news, string revision, TimeSpan duration)
    {
        if (plan.IsEmpty)
            return;
        PlannedChange[] healed = [.. plan.Changes.Where(c => isDrift(c) && WasThere(c))];
        string? cause = CauseOf(news);
        foreach (PlannedChange change in plan.Changes)
            measurements.Changed(change.Change.Id.Kind, isDrift(change) && WasThere(change));
        foreach (PlannedChange change in healed.Take(MostDifferences))
            Healed(change.Change, cause, duration);
        if (healed.Length > MostDifferences)
            journal.Add(Heal(null, $"healed {healed.Length - MostDifferences} more", cause, duration));
        int others = plan.Changes.Count - healed.Length;
        if (others > 0)
            journal.Add(new(WatchEventKind.Applied, WatchLevel.Info, $"applied revision {revision}: {Count(others, "change")} in {Milliseconds(duration)} ms; verified")
            {
                Revision = revision,
                Changes = others,
                Duration = duration,
                Cause = cause,
            });
    }

    /// <summary>After a run that succeeded: documents wait, are set back, or are in sync.</summary>
    public void Settle(DocumentSet here, Plan plan, IReadOnlyDictionary<DocumentId, string> setbacks)
    {
        ILookup<DocumentId, PendingContainer> pending = plan.Pending.ToLookup(p => p.Origin.Document);
        DocumentId[] all = [.. here.Nodes.Select(n => n.Id), .. here.Networks.Select(n => n.Id), .. here.Attachments.Select(a => a.Id), .. here.Policies.Select(p => p.Id)];
        HashSet<DocumentId> present = [.. all];
        foreach (DocumentId document in all)
        {
            if (setbacks.TryGetValue(document, out string? reason))
                Set(document, DocumentCondition.Failed, reason);
            else if (pending[document].FirstOrDefault() is PendingContainer wait)
                Set(document, DocumentCondition.Pending, wait.Reason);
            else
                Set(document, DocumentCondition.InSync, null);
        }
        foreach ((DocumentId document, string reason) in setbacks.Where(s => !present.Contains(s.Key)))
            Set(document, DocumentCondition.Failed, reason);
        foreach (DocumentId document in plan.Changes.Select(c => c.Change.Origin?.Document).OfType<DocumentId>().Distinct())
            States.Changed(document, time.GetUtcNow());
        absent = [.. all.Where(d => pending.Contains(d)), .. setbacks.Keys.Where(d => !present.Contains(d))];
        States.Keep([.. all, .. setbacks.Keys]);
        if (hasFailed)
            journal.Add(new(WatchEventKind.Fault, WatchLevel.Info, "the host could be compared again"));
        hasFailed = false;
    }

    public void Held(DocumentId document, Hold hold) =>
        Set(document, DocumentCondition.Failed, hold.Reason, $"; tried again in {Seconds(hold.Until - time.GetUtcNow())}");

    public void Contested(DocumentId document, Change change, Hold hold)
    {
        if (document.Kind.Length > 0)
            Set(document, DocumentCondition.Failed, hold.Reason);
        journal.Add(new(WatchEventKind.Conflict, WatchLevel.Error, $"conflict: {hold.Reason}; left alone for {Seconds(hold.Until - time.GetUtcNow())}")
        {
            Resource = change.Id,
            Document = document.Kind.Length > 0 ? document : null,
        });
    }

    public void Drifted(Plan plan, string reason)
    {
        foreach (DocumentId document in plan.Changes.Select(c => c.Change.Origin?.Document).OfType<DocumentId>().Distinct())
            Set(document, DocumentCondition.Drifted, reason);
    }

    public void Fail(Diagnostic fault, TimeSpan pause)
    {
        hasFailed = true;
        journal.Add(new(WatchEventKind.Fault, WatchLevel.Error, $"{DocumentChoice.Words(fault)}; tried again in {Seconds(pause)}"));
    }

    private void Set(DocumentId document, DocumentCondition condition, string? reason, string more = "")
    {
        if (States.Set(document, condition, reason, time.GetUtcNow()) is null)
            return;
        journal.Add(new(WatchEventKind.State, condition == DocumentCondition.InSync ? WatchLevel.Info : condition == DocumentCondition.Pending ? WatchLevel.Warning : WatchLevel.Error,
            $"{document} is {Word(condition)}{(reason is null ? "" : $": {reason}")}{more}")
        {
            Document = document,
            State = EventJson.Name(condition),
        });
    }

    /// <summary>Whether a change is for a container that was waited for: it has come, and has not drifted.</summary>
    public bool IsPending(PlannedChange change) => ConditionFor(change) == DocumentCondition.Pending;

    private DocumentCondition? ConditionFor(PlannedChange change) => change.Change.Origin is Origin origin ? States.Find(origin.Document)?.Condition : null;

    // What was left out, or waited for, has come; it has not drifted.
    private bool WasThere(PlannedChange change) => change.Change.Origin is not Origin origin || !absent.Contains(origin.Document);

    private void Healed(Change change, string? cause, TimeSpan duration) => journal.Add(Heal(change, "healed " + ChangeWords.Difference(change), cause, duration));

    private static WatchEvent Heal(Change? change, string text, string? cause, TimeSpan duration) =>
        new(WatchEventKind.Healed, WatchLevel.Warning, $"{text}{(cause is null ? "" : $" since {cause}")}; in {Milliseconds(duration)} ms")
        {
            Resource = change?.Id,
            Document = change?.Origin?.Document,
            Cause = cause,
            Duration = duration,
        };

    // Who did it is worth more than what was done first.
    private static string? CauseOf(KernelNews news)
    {
        if (news.IsOverrun)
            return "more happened than the kernel could tell";
        return news.Events.OrderByDescending(e => e.By is not null).ThenByDescending(e => e.IsEnd).ThenByDescending(e => e.IsOurs).FirstOrDefault()?.ToString();
    }

    private static string Word(DocumentCondition condition) => condition switch
    {
        DocumentCondition.InSync => "in sync",
        DocumentCondition.Pending => "pending",
        DocumentCondition.Drifted => "drifted",
        _ => "failed",
    };

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Milliseconds(TimeSpan duration) => Math.Ceiling(duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s");
}
