using Reconciler.Agent.Reporting;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>status</c> when the daemon is asked.</summary>
/// <param name="Revision">The one of which as much as possible is in the kernel: a commit, or the beginning of a hash of the files.</param>
/// <param name="ProcessId">The daemon's.</param>
internal sealed record WatchedStatusJson(
    string Owner, bool InSync, string? Revision, int? ProcessId, IReadOnlyList<DaemonDocumentJson> Documents, IReadOnlyList<StandingFaultJson> Faults,
    IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("WatchedStatus")
{
    public static WatchedStatusJson Of(string owner, DaemonStatusJson status) => new(owner, status.InSync, status.Revision, status.ProcessId, status.Documents, status.Faults, []);

    /// <summary>Nobody answers.</summary>
    public static WatchedStatusJson Of(string owner, Diagnostic why) => new(owner, false, null, null, [], [], [DiagnosticJson.Of(why)]);
}
