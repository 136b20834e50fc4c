using Reconciler.Agent.Reporting;
using Reconciler.Agent.States;
using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Naming;

namespace Reconciler.Agent.Running;

/// <summary>Serves the names of the documents that are in the kernel. Where it cannot, it says so, and tries again.</summary>
internal sealed class ServedNames(HostKernel kernel, Journal journal, TimeProvider time) : IDisposable
{
    private static readonly BackOff Retry = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    private readonly NameServer server = NameServer.On(kernel, new HostResolvers(HostResolvers.DefaultFile));
    private ValueList<UnservedNames> unserved = [];
    private DateTimeOffset? retryAt;
    private int failures;

    /// <summary>What was asked.</summary>
    public QuestionCounts Questions => server.Questions;

    /// <summary>When to try again.</summary>
    public DateTimeOffset? Due => retryAt;

    /// <summary>Serves the names of what was compiled of documents.</summary>
    public void Serve(DocumentSet here, ValueList<Desired> wanted) => Serve(Zones.Of(here, wanted, server.Zones));

    /// <summary>Tries again where nobody could listen.</summary>
    public void TryAgain() => Serve(server.Zones);

    public void Dispose() => server.Dispose();

    private void Serve(ValueList<Zone> zones)
    {
        ValueList<UnservedNames> refused = server.Serve(zones);
        failures = refused.Count == 0 ? 0 : failures + 1;
        retryAt = failures == 0 ? null : time.GetUtcNow() + Retry.After(failures);
        if (refused == unserved)
            return;
        unserved = refused;
        journal.Add(refused is [UnservedNames first, ..]
            ? new(WatchEventKind.Names, WatchLevel.Error, $"nobody serves the names of Network/{first.Network} at {first.Server}: {first.Reason}{(refused.Count > 1 ? $"; nor at {refused.Count - 1} more" : "")}; tried again")
            : new(WatchEventKind.Names, WatchLevel.Info, "all names are served again"));
    }
}
