using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Core.Planning;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A host of a laboratory with the engine that applies documents to it.</summary>
internal sealed class RehearsedHost : IDisposable
{
    private readonly LaboratoryHost host;
    private readonly DocumentSet documents;
    private readonly HostKernel kernel;
    private readonly Reconciliation reconciliation;
    private readonly RehearsalLog log;
    private PlannedRun? run;

    /// <param name="documents">Those of all hosts.</param>
    public RehearsedHost(LaboratoryHost host, DocumentSet documents, string owner, RehearsalLog log)
    {
        this.host = host;
        this.log = log;
        this.documents = host.Part(documents);
        kernel = new(host.OptionsFor(owner));
        reconciliation = new(kernel, this.documents);
    }

    /// <summary>The host itself, as a place to ask from.</summary>
    public required Place Place { get; init; }

    /// <summary>What was planned.</summary>
    public HostPlan Planned => new(host.Name, run!.Plan);

    /// <summary>What the host was found to be when a second plan was made.</summary>
    public Snapshot? Reached { get; private set; }

    /// <summary>The attachments on the host once the documents are applied, by a second plan or in advance by the first.</summary>
    public IEnumerable<PlacedAttachment> Attachments() => Placements.On(Place, documents, Reached ?? Simulation.Run(run!.Before, run.Plan));

    /// <summary>Plans, without doing anything yet, and tells whether that can be done.</summary>
    public bool Plan()
    {
        run = reconciliation.Plan();
        log.Add(run.Plan.Diagnostics);
        return !run.Plan.HasErrors;
    }

    /// <summary>Carries the plan out, and gives the number of its changes.</summary>
    public int Apply()
    {
        Outcome outcome = reconciliation.Apply(run!, null, CancellationToken.None);
        log.Add([.. outcome.Diagnostics, .. Serve(Zones.Of(documents, run!.Wanted.All, host.Names.Zones))]);
        return outcome.Kind == OutcomeKind.Applied ? outcome.Plan.Summary.Total : 0;
    }

    /// <summary>Plans a second time, which should find nothing, and gives the number of changes that it finds.</summary>
    public int Repeat()
    {
        PlannedRun second = reconciliation.Plan();
        Reached = second.Before;
        log.Add(second.Plan.Changes.Select(c => RehearsalDiagnostics.NotStable(host.Name, c.Change)));
        return second.Plan.Changes.Count;
    }

    /// <summary>Leads back to how it was before the plan, and gives the number of things that are not as they were.</summary>
    public int TakeBack()
    {
        Outcome outcome = reconciliation.TakeBack(run!);
        host.Names.Serve([]);
        log.Add([.. outcome.Diagnostics, .. outcome.Remaining.Select(c => RehearsalDiagnostics.NotUndone(host.Name, c.Change))]);
        return outcome.Remaining.Count;
    }

    public void Dispose() => kernel.Dispose();

    private IEnumerable<Diagnostic> Serve(ValueList<Zone> zones) => host.Names.Serve(zones).Select(u => RehearsalDiagnostics.NamesNotServed(host.Name, u.Network, u.Server, u.Reason));
}
