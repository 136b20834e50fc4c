using System.Diagnostics;
using Reconciler.Agent.Revisions;
using Reconciler.Agent.States;
using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Locking;
using Reconciler.Kernel.Watching;
using Reconciler.Loading;
using Reconciler.Netlink;

namespace Reconciler.Agent.Running;

/// <summary>
/// Makes the kernel agree with as many documents of the newest revision as can be had. Documents that the kernel refuses, or that others
/// keep undoing, are left alone for a while, and the others go on without them.
/// </summary>
internal sealed class Convergence(WatchOptions options, HostKernel kernel, KernelWatch watch, ServedNames names, RunReport report, Heartbeat heartbeat, TimeProvider time)
{
    // A step that fails, or is not as it should be afterwards, may have met somebody who changed something at that moment.
    private const int ImmediateAttempts = 3;
    private const int ConflictTimes = 5;

    private static readonly TimeSpan ConflictWindow = TimeSpan.FromMinutes(1);
    private static readonly BackOff Retry = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    private static readonly BackOff PendingRetry = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    // Stands for what no document wants, and somebody adds again and again.
    private static readonly DocumentId Unwanted = new("", "what no document wants");

    private readonly Holds holds = new(Retry);
    private readonly DriftHistory drift = new(ConflictTimes, ConflictWindow);
    private Revision revision = Revision.None;
    private DocumentSet good = DocumentSet.Empty;
    private Choice? applied;
    private Reconciliation? settled;
    private Reconciliation? former;
    private HashSet<DocumentId> heldBefore = [];
    private DateTimeOffset? retryAt;

    // What the kernel was made to agree with last.
    private Wanted wished = Wanted.Nothing;
    private HashSet<NamespaceId> awaited = [];

    // Of those that were left alone when it was looked last: a time that has come is still to be acted upon.
    private DateTimeOffset? holdEndsAt;
    private int failures;
    private int waits;

    /// <summary>The states of the documents of this host.</summary>
    public DocumentStates States => report.States;

    /// <summary>The revision of which as much as possible is in the kernel.</summary>
    public string AppliedRevision { get; private set; } = Revision.None.Name;

    /// <summary>Whether the last run has read everything; otherwise it has looked at a part only.</summary>
    public bool HasReadAll { get; private set; }

    /// <summary>The ports whose traffic the kernel counts.</summary>
    public IReadOnlyList<CountedPort> CountedPorts { get; private set; } = [];

    /// <summary>When to run even if nothing happens.</summary>
    public DateTimeOffset? Due => ((DateTimeOffset?[])[retryAt, holdEndsAt]).Min();

    /// <summary>Takes a new revision, whose documents have another chance.</summary>
    public void Adopt(Revision newest)
    {
        revision = newest;
        applied = null;
        former = settled;
        settled = null;
        holds.Clear();
        report.Read(newest, DocumentChoice.Words);
    }

    /// <summary>Compares, and puts right what differs.</summary>
    /// <param name="news">Why.</param>
    /// <param name="isWhole">Whether everything is compared; otherwise it is enough to look at what the news are about.</param>
    /// <returns>Whether anything was changed.</returns>
    public bool Run(KernelNews news, bool isWhole, CancellationToken stopping)
    {
        using HostLock turn = new(kernel);
        Diagnostic? refusal = turn.Take(null, WaitFor, stopping);
        heartbeat.Work();
        if (refusal is not null)
        {
            holdEndsAt = null;
            if (!stopping.IsCancellationRequested)
                Fail(refusal);
            return false;
        }
        bool isChanged = false;
        HasReadAll = false;
        if (!isWhole && TryRepair(ref news, ref isChanged))
            return isChanged;
        retryAt = null;
        HashSet<NamespaceId> concerned = [];
        for (int attempt = 1; Attempt(ref news, concerned, attempt, ref isChanged) is Verdict.Again; attempt++)
        {
        }
        HasReadAll = concerned.Count > 0;
        if (HasReadAll)
            watch.Settle(concerned);
        else
            kernel.ForgetContainers();
        return isChanged;
    }

    // Whoever has the lock may wait to be confirmed, as long as it likes.
    private void WaitFor(LockHolder holder)
    {
        report.WaitFor(holder);
        heartbeat.Rest();
    }

    // What the kernel told of, in place of everything. Whatever is not as simple as that is left to a whole comparison.
    private bool TryRepair(ref KernelNews news, ref bool isChanged)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (settled is null || applied is null || !heldBefore.SetEquals(holds.At(now).Keys))
            return false;
        Stopwatch clock = Stopwatch.StartNew();
        news = news.And(watch.Take());
        try
        {
            if (settled.PlanAgain(news) is not PlannedRun part || part.Plan.Changes.Any(c => drift.IsConflict(c.Change.Id, now)))
                return false;
            Outcome outcome = settled.Apply(part, null, CancellationToken.None);
            if (outcome.Kind is not (OutcomeKind.Applied or OutcomeKind.Unchanged))
                return false;
            isChanged = outcome.Kind == OutcomeKind.Applied;
            if (isChanged)
                Conclude(applied, applied.Documents.On(options.NodeOf(applied.Documents)), outcome.Plan, _ => true, news, clock.Elapsed);
            if (!settled.IsPartial)
                retryAt = now;
            return true;
        }
        catch (NetlinkException)
        {
            // A whole comparison meets the same, and says so.
            return false;
        }
        finally
        {
            kernel.ForgetContainers();
        }
    }

    private enum Verdict
    {
        Done,
        Again,
    }

    private Verdict Attempt(ref KernelNews news, HashSet<NamespaceId> concerned, int attempt, ref bool isChanged)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyDictionary<DocumentId, Hold> held = holds.At(now);
        Choice choice = Choose(held);
        if (choice.Refusal.Count > 0 && good == DocumentSet.Empty)
            return Verdict.Done;
        string node = options.NodeOf(choice.Documents);
        DocumentSet here = choice.Documents.On(node);
        NamespaceId[] containers = [.. here.Attachments.Select(a => Compiler.NamespaceOf(a.Spec.Container))];
        watch.Listen(containers);
        PlanChoices choices = PlanChoices.Default with { Prunes = choice.IsWhole && !held.ContainsKey(Unwanted) };
        Reconciliation reconciliation = former?.For(here, choices) ?? new(kernel, here, choices) { Watch = watch };
        former = settled = null;
        Stopwatch clock = Stopwatch.StartNew();
        news = news.And(watch.Take());
        PlannedRun run = reconciliation.PlanOnward(news) ?? reconciliation.Plan();
        if (!run.IsPartial)
            concerned.UnionWith([.. run.Scope.Namespaces, .. run.Before.Namespaces, .. containers]);
        if (run.Plan.HasErrors)
            return HoldCulprits(run.Plan.Diagnostics, here, run.Plan);
        // What differs although this revision was in the kernel already has drifted.
        bool isDrift = applied is not null;
        if (isDrift && HoldContested(run.Plan, news, now))
            return Verdict.Again;
        Outcome outcome = reconciliation.Apply(run, null, CancellationToken.None);
        if (outcome.Kind is OutcomeKind.Undone or OutcomeKind.NotUndone or OutcomeKind.Refused)
            return attempt < ImmediateAttempts ? Verdict.Again : HoldCulprits(outcome.Diagnostics, here, outcome.Plan);
        isChanged |= outcome.Kind == OutcomeKind.Applied;
        settled = reconciliation;
        names.Serve(here, run.Wanted.All);
        CountedPorts = CountedPort.Of(here, run.Wanted.All);
        if (!reconciliation.IsPartial)
            concerned.UnionWith([.. run.Before.Namespaces, .. containers]);
        // A container that came or went changes what is wished, and nothing of that has drifted.
        HashSet<NamespaceId> missing = [.. outcome.Plan.Pending.Select(p => p.Namespace)];
        HashSet<ResourceId> changed = isDrift && !missing.SetEquals(awaited) ? [.. Wanted.Differences(wished, reconciliation.Wanted)] : [];
        (wished, awaited) = (reconciliation.Wanted, missing);
        Conclude(choice, here, outcome.Plan, c => isDrift && !changed.Contains(c.Change.Id), news, clock.Elapsed);
        reconciliation.Prepare();
        return Verdict.Done;
    }

    private Choice Choose(IReadOnlyDictionary<DocumentId, Hold> held)
    {
        holdEndsAt = held.Values.Min(h => (DateTimeOffset?)h.Until);
        Dictionary<DocumentId, string> reasons = held.ToDictionary(h => h.Key, h => h.Value.Reason);
        if (applied is not null && heldBefore.SetEquals(reasons.Keys))
            return applied;
        heldBefore = [.. reasons.Keys];
        Choice choice = new DocumentChoice(revision.Loaded, good, reasons, documents => Loader.Check(documents)).Make();
        if (choice.Refusal.Count > 0)
            report.Refuse(revision, choice.Refusal);
        return choice;
    }

    private void Conclude(Choice choice, DocumentSet here, Plan plan, Func<PlannedChange, bool> isDrift, KernelNews news, TimeSpan duration)
    {
        DateTimeOffset now = time.GetUtcNow();
        failures = 0;
        foreach (PlannedChange change in plan.Changes.Where(c => isDrift(c) && !report.IsPending(c)))
            drift.Add(change.Change.Id, now);
        report.Changed(plan, isDrift, news, revision.Name, duration);
        drift.Trim(now);
        report.Settle(here, plan, choice.Setbacks);
        foreach (DocumentId healthy in DocumentFacts.Of(here).Select(f => f.Id).Append(Unwanted))
            holds.Forgive(healthy, now - ConflictWindow);
        if (choice.Refusal.Count == 0)
        {
            good = choice.Good;
            AppliedRevision = revision.Name;
        }
        applied = choice;
        // A named namespace is heard of when it comes; others are looked for, an engine's too: it may not be there to tell.
        waits = plan.Pending.Any(p => p.Namespace.Name is null) ? waits + 1 : 0;
        retryAt = waits > 0 ? now + PendingRetry.After(waits) : null;
    }

    private Verdict HoldCulprits(ValueList<Diagnostic> diagnostics, DocumentSet here, Plan plan)
    {
        DateTimeOffset now = time.GetUtcNow();
        Diagnostic[] errors = [.. diagnostics.Where(d => d.Severity == Severity.Error)];
        bool any = false;
        foreach (Diagnostic error in errors)
        {
            if (DocumentChoice.Place(here, error) is not DocumentId culprit || holds.At(now).ContainsKey(culprit))
                continue;
            Hold hold = holds.Add(culprit, DocumentChoice.Words(error), now);
            report.Held(culprit, hold);
            any = true;
        }
        if (any)
            return Verdict.Again;
        report.Drifted(plan, DocumentChoice.Words(errors[0]));
        Fail(errors[0]);
        return Verdict.Done;
    }

    // What has been put right again and again lately is left alone, unless it has just been left alone for long enough.
    private bool HoldContested(Plan plan, KernelNews news, DateTimeOffset now)
    {
        bool any = false;
        foreach (PlannedChange contested in plan.Changes.Where(c => drift.IsConflict(c.Change.Id, now)))
        {
            DocumentId document = contested.Change.Origin?.Document ?? Unwanted;
            if (holds.At(now).ContainsKey(document) || holds.HasEndedSince(document, drift.LastOf(contested.Change.Id), now))
                continue;
            string by = news.Events.FirstOrDefault(e => e.By is not null)?.By ?? "somebody";
            Hold hold = holds.Add(document, $"{contested.Change.Id} is undone again and again by {by}", now);
            report.Contested(document, contested.Change, hold);
            any = true;
        }
        return any;
    }

    private void Fail(Diagnostic fault)
    {
        TimeSpan pause = Retry.After(++failures);
        retryAt = time.GetUtcNow() + pause;
        report.Fail(fault, pause);
    }
}
