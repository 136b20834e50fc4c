using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Proving;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Kernel.Rehearsing;

namespace Reconciler.Kernel.Proving;

/// <summary>Proves with packets what documents assert about a live host, as it is. Opens sockets for the moment, and changes nothing.</summary>
/// <param name="kernel">The host.</param>
/// <param name="documents">Those of all nodes.</param>
/// <param name="node">The one that the host is.</param>
public sealed class Proof(HostKernel kernel, DocumentSet documents, string node)
{
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
            Prober prober = new(new HostPlaces(kernel).Find) { IsLive = true };
            ValueList<ProbeResult> results = prober.RunAsync(plan.Asked, cancellation).GetAwaiter().GetResult();
            cancellation.ThrowIfCancellationRequested();
            ValueList<ProbeResult> told = results.Where(r => r.Untold is null).ToValueList();
            ValueList<OpenQuestion> untold = results.Where(r => r.Untold is not null).Select(r => new OpenQuestion(r.Probe, r.Untold!)).ToValueList();
            return new(
                told,
                [.. untold, .. plan.Open],
                [.. known, .. told.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>(), .. untold.Select(u => ProofDiagnostics.Untold(Severity.Warning, u.Probe, u.Reason))],
                watch.Elapsed, IsInterrupted: false);
        }
        catch (OperationCanceledException)
        {
            return new([], [], known, watch.Elapsed, IsInterrupted: true);
        }
    }
}
