using Reconciler.Agent.Reporting;
using Reconciler.Agent.Revisions;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading;
using Reconciler.Loading.Files;

namespace Reconciler.Agent.Sources;

/// <summary>A branch of a Git repository. It is fetched by a thread of its own, since that may take any time.</summary>
internal sealed class GitSource : RevisionSource
{
    private const int ShortCommit = 12;

    private readonly GitOptions options;
    private readonly IReadOnlyList<string> paths;
    private readonly Journal journal;
    private readonly Action alarm;
    private readonly GitRepository repository;
    private readonly DocumentMemory memory = new();
    private readonly CancellationTokenSource stop = new();
    private readonly AutoResetEvent bell = new(false);
    private readonly Thread thread;
    private Revision? arrived;
    private string? seen;
    private string? fault;
    private volatile bool isAskedAgain;

    /// <param name="paths">Below the repository's top.</param>
    /// <param name="alarm">Is called on another thread when there is a new commit.</param>
    public GitSource(GitOptions options, IReadOnlyList<string> paths, Journal journal, Action alarm)
    {
        this.options = options;
        this.paths = paths;
        this.journal = journal;
        this.alarm = alarm;
        repository = new(options, stop.Token);
        thread = new(Follow) { IsBackground = true, Name = "git" };
        thread.Start();
    }

    public override string Name => $"{string.Join(", ", paths)} of the branch {options.Branch} of {options.Url}";

    // It rings.
    public override DateTimeOffset? Due => null;

    public override Revision? Take(DateTimeOffset now) => Interlocked.Exchange(ref arrived, null);

    public override void LookAgain()
    {
        isAskedAgain = true;
        bell.Set();
    }

    public override void Dispose()
    {
        stop.Cancel();
        bell.Set();
        thread.Join();
        stop.Dispose();
        bell.Dispose();
    }

    private void Follow()
    {
        while (!stop.IsCancellationRequested)
        {
            Diagnostic? unreachable = repository.Fetch();
            if (!stop.IsCancellationRequested)
                Tell(Look() ?? unreachable);
            bell.WaitOne(options.Interval);
        }
    }

    // Even when it could not be fetched there may be a commit of an earlier time.
    private Diagnostic? Look()
    {
        bool again = isAskedAgain;
        isAskedAgain = false;
        if (repository.Newest() is not string commit || commit == seen && !again)
            return null;
        if (repository.Verify(commit) is Diagnostic refusal)
            return refusal;
        try
        {
            Arrive(commit, repository.CheckOut(commit));
            return null;
        }
        catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException)
        {
            return AgentDiagnostics.NotFetched(options.Url, e.Message);
        }
    }

    private void Arrive(string commit, string copy)
    {
        string name = commit[..ShortCommit];
        string? missing = paths.FirstOrDefault(p => !Path.Exists(Path.Combine(copy, p)));
        LoadResult loaded = missing is null
            ? Loader.LoadCopy(copy, paths, name + ":", memory)
            : new(DocumentSet.Empty, [AgentDiagnostics.NotInCommit(missing, name)], new Dictionary<string, string>());
        seen = commit;
        Interlocked.Exchange(ref arrived, new(name, loaded));
        alarm();
    }

    // The same fault is told once, until it has gone.
    private void Tell(Diagnostic? found)
    {
        string? words = found is null ? null : DocumentChoice.Words(found);
        if (words is not null && words != fault)
            journal.Add(new(WatchEventKind.Source, WatchLevel.Error, words));
        if (words is null && fault is not null)
            journal.Add(new(WatchEventKind.Source, WatchLevel.Info, $"{options.Url} is well again"));
        fault = words;
    }
}
