using Reconciler.Agent.Reporting;
using Reconciler.Agent.Revisions;
using Reconciler.Agent.Sources;
using Reconciler.Agent.States;
using Reconciler.Kernel;
using Reconciler.Kernel.Inspecting;
using Reconciler.Kernel.Naming;
using Reconciler.Kernel.Watching;
using Reconciler.Netlink.Waiting;

namespace Reconciler.Agent.Running;

/// <summary>
/// Waits for a reason to compare - a new revision, something that the kernel tells, a time that has come, somebody who asks - and
/// compares. Reasons that come together are one; while it compares, they wait.
/// </summary>
internal sealed class WatchLoop : IDisposable
{
    // News about what is not the owner's, and news after which nothing differed, may come without end: they wait for each other.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private const int EmptyRunsInARow = 3;

    private readonly AutoResetEvent bell = new(false);
    private readonly Lookout lookout = new();
    private readonly TimeProvider time;
    private readonly WatchOptions options;
    private readonly Journal journal;
    private readonly Measurements measurements;
    private readonly HostKernel kernel;
    private readonly KernelWatch watch;
    private readonly RevisionSource source;
    private readonly ServedNames names;
    private readonly Convergence convergence;
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KernelNews news = KernelNews.None;
    private DateTimeOffset resyncAt = DateTimeOffset.MaxValue;
    private DateTimeOffset pacedUntil;
    private int emptyRuns;
    private bool isMemoryHeld;
    private bool hasDocuments;
    private volatile bool isReloadAsked;
    private Action? reloaded;

    /// <exception cref="Netlink.NetlinkException">The host cannot be watched.</exception>
    public WatchLoop(WatchOptions options, Journal journal, Measurements measurements, TimeProvider time)
    {
        this.options = options;
        this.journal = journal;
        this.time = time;
        Heartbeat = new(time);
        kernel = new(options.Host);
        watch = new(kernel);
        watch.Wake(lookout, Ring);
        source = options.Git is GitOptions git
            ? new GitSource(git, options.Paths, journal, Ring)
            : new FolderSource(options.Paths, options.Quiet, lookout, Ring);
        names = new(kernel, journal, time);
        convergence = new(options, kernel, watch, names, new(journal, measurements, time), Heartbeat, time);
        this.measurements = measurements;
    }

    /// <summary>Ends when the documents have been compared with the kernel for the first time.</summary>
    public Task Settled => settled.Task;

    /// <summary>Whether it comes round.</summary>
    public Heartbeat Heartbeat { get; }

    /// <summary>How the documents are.</summary>
    public DaemonStatusJson Status()
    {
        IReadOnlyList<DocumentState> states = convergence.States.All;
        return new(convergence.AppliedRevision, states.All(s => s.Condition == DocumentCondition.InSync), Environment.ProcessId, [.. states.Select(DaemonDocumentJson.Of)]);
    }

    /// <summary>What went through published ports.</summary>
    /// <exception cref="Netlink.NetlinkException">The kernel cannot be read.</exception>
    public IReadOnlyList<PortTraffic> Traffic() => PortTraffic.Read(options.Host, convergence.CountedPorts);

    /// <summary>The names that were asked for.</summary>
    public QuestionCounts Questions => names.Questions;

    /// <summary>Has everything read and compared now.</summary>
    /// <param name="done">Is called when that is done.</param>
    public void Reload(Action done)
    {
        reloaded += done;
        isReloadAsked = true;
        Ring();
    }

    /// <summary>Runs until it is stopped; what has begun is done first.</summary>
    public void Run(CancellationToken stopping)
    {
        using CancellationTokenRegistration registration = stopping.Register(Ring);
        journal.Add(new(WatchEventKind.Started, WatchLevel.Info, $"watching {source.Name} for the owner '{options.Host.Owner}'"));
        while (!stopping.IsCancellationRequested)
        {
            Heartbeat.Work();
            Look(stopping);
            Heartbeat.Rest();
            if (!stopping.IsCancellationRequested)
                Wait(UntilNext());
        }
        journal.Add(new(WatchEventKind.Stopping, WatchLevel.Info, "stopping; the network stays as it is"));
    }

    public void Dispose()
    {
        lookout.Dispose();
        source.Dispose();
        names.Dispose();
        watch.Dispose();
        kernel.Dispose();
        bell.Dispose();
    }

    private void Ring() => bell.Set();

    private void Look(CancellationToken stopping)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool isAsked = isReloadAsked;
        if (isAsked)
        {
            isReloadAsked = false;
            journal.Add(new(WatchEventKind.Reloading, WatchLevel.Info, "reading everything again"));
            source.LookAgain();
        }
        Revision? arrived = source.Take(now);
        news = news.And(watch.Take());
        if (arrived is not null)
            convergence.Adopt(arrived);
        hasDocuments |= arrived is not null;
        bool isWhole = arrived is not null || isAsked || now >= resyncAt || now >= convergence.Due;
        if (hasDocuments && (isWhole || IsReason(now)))
            Compare(isWhole, stopping);
        if (now >= names.Due)
            names.TryAgain();
        if (isAsked)
            Interlocked.Exchange(ref reloaded, null)?.Invoke();
    }

    // What it took to read everything is given back to the system when there is nothing to do for a moment. What a part takes is little,
    // and wanted again for the next.
    private void Wait(TimeSpan time)
    {
        if (isMemoryHeld && time > Moment)
        {
            if (bell.WaitOne(Moment))
                return;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            isMemoryHeld = false;
            time -= Moment;
        }
        bell.WaitOne(time);
    }

    private bool IsReason(DateTimeOffset now) =>
        !news.IsEmpty && (news.IsUrgent && emptyRuns < EmptyRunsInARow || now >= pacedUntil);

    private void Compare(bool isWhole, CancellationToken stopping)
    {
        KernelNews why = news;
        news = KernelNews.None;
        long begin = time.GetTimestamp();
        bool isChanged = convergence.Run(why, isWhole, stopping);
        measurements.Ran(time.GetElapsedTime(begin));
        DateTimeOffset now = time.GetUtcNow();
        isMemoryHeld |= convergence.HasReadAll;
        emptyRuns = isChanged ? 0 : emptyRuns + 1;
        pacedUntil = now + Pace;
        if (isWhole)
            resyncAt = now + options.Resync;
        settled.TrySetResult();
    }

    private TimeSpan UntilNext()
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!news.IsEmpty && now >= pacedUntil)
            return TimeSpan.Zero;
        // After a quiet time, news are urgent again.
        if (news.IsEmpty && now >= pacedUntil)
            emptyRuns = 0;
        DateTimeOffset?[] times = [source.Due, hasDocuments ? resyncAt : null, hasDocuments ? convergence.Due : null, names.Due, news.IsEmpty && emptyRuns == 0 ? null : pacedUntil];
        TimeSpan wait = (times.Min() ?? DateTimeOffset.MaxValue) - now;
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait > options.Resync ? options.Resync : wait + TimeSpan.FromMilliseconds(1);
    }
}
