using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Proving;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Rehearsing;

namespace Reconciler.Kernel.Proving;

/// <summary>
/// Proves with packets what documents assert about a live host, as it is. Opens sockets for the moment, and changes nothing unless it may trace.
/// </summary>
/// <param name="kernel">The host.</param>
/// <param name="documents">Those of all nodes.</param>
/// <param name="node">The one that the host is.</param>
public sealed class Proof(HostKernel kernel, DocumentSet documents, string node)
{
    /// <summary>
    /// Whether rulesets may get a table for the moment that has the kernel name the rules that decided about what is not as asserted; otherwise
    /// what decided is found out only as far as it can be read.
    /// </summary>
    public bool MayTrace { get; init; }

    /// <param name="host">The host as it was found, with what it lacks.</param>
    /// <param name="withImplied">Whether what the documents imply is proven as well.</param>
    /// <param name="absence">How bad it is when a container is not there.</param>
    public ProofReport Run(PlannedRun host, bool withImplied, Severity absence, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        LivePlaces places = new(documents, node, host.Before, host.Plan.Pending);
        ProofPlan plan = ProofPlan.Of([.. documents.Reachabilities, .. withImplied ? new ImpliedAssertions(documents, []).All() : []], places, absence);
        ValueList<Diagnostic> known =
        [
            .. host.Plan.Diagnostics.Where(d => d.Severity == Severity.Error),
            .. host.Plan.IsEmpty ? [] : (Diagnostic[])[ProofDiagnostics.NotInSync(host.Plan.Summary)],
            .. plan.Diagnostics,
        ];
        try
        {
            cancellation.ThrowIfCancellationRequested();
            HostPlaces namespaces = new(kernel);
            Prober prober = new(namespaces.Find) { IsLive = true };
            ValueList<ProbeResult> results = prober.RunAsync(plan.Asked, cancellation).GetAwaiter().GetResult();
            cancellation.ThrowIfCancellationRequested();
            ValueList<ProbeResult> told = DecisionsOn(host, places.HostName, namespaces, prober).AddTo(results.Where(r => r.Untold is null).ToValueList(), CanBeFollowed, cancellation);
            cancellation.ThrowIfCancellationRequested();
            ValueList<OpenQuestion> untold = results.Where(r => r.Untold is not null).Select(r => new OpenQuestion(r.Probe, r.Untold!)).ToValueList();
            return new(
                told,
                [.. untold, .. plan.Open],
                [
                    .. known, .. told.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>(), .. untold.Select(u => ProofDiagnostics.Untold(Severity.Warning, u.Probe, u.Reason)),
                    .. Unexplained(told),
                ],
                watch.Elapsed, IsInterrupted: false);
        }
        catch (OperationCanceledException)
        {
            return new([], [], known, watch.Elapsed, IsInterrupted: true);
        }
    }

    private Decisions DecisionsOn(PlannedRun host, string name, HostPlaces namespaces, Prober prober)
    {
        PlaceNetworks places = new(namespaces.Find, kernel.Options.Trace);
        Dictionary<string, Snapshot> hosts = new() { [name] = host.Before };
        return new(
            MayTrace ? new TracingInquiry(places, prober, hosts) : new ReadingInquiry(places, prober, hosts),
            Remedies.For(documents, kernel.Options.Owner, areApplied: host.Plan.IsEmpty));
    }

    private static bool CanBeFollowed(ProbeResult result) => result.IsUnexpected && result.Passing is null;

    private IEnumerable<Diagnostic> Unexplained(ValueList<ProbeResult> told)
    {
        int count = MayTrace ? 0 : told.Count(r => CanBeFollowed(r) && r.Decision is null);
        return count == 0 ? [] : [ProofDiagnostics.NotTraced(count)];
    }
}
