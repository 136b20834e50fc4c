using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// Applies documents to a laboratory by the engine that applies them to hosts, proves what they assert with packets, and leads back to
/// where it began.
/// </summary>
/// <param name="withImplied">Whether what the documents imply is proven as well.</param>
public sealed class Rehearsal(DocumentSet documents, string owner, string directory, bool withImplied)
{
    private readonly List<Diagnostic> faults = [];
    private readonly List<StageResult> stages = [];
    private ValueList<ProbeResult> answers = [];

    /// <summary>Goes through the stages, as far as each leaves something to go on with.</summary>
    /// <param name="progress">Is told each stage when it is over.</param>
    public RehearsalReport Run(IProgress<StageResult>? progress)
    {
        try
        {
            Laboratory? built = null;
            Take(Stage.Build, progress, () =>
            {
                built = new Laboratory(documents, directory);
                return built.Hosts.Count;
            });
            using Laboratory laboratory = built!;
            return Run(laboratory, progress);
        }
        catch (NetlinkException e)
        {
            Add([KernelDiagnostics.NoLaboratory(e)]);
            return Report();
        }
    }

    private RehearsalReport Run(Laboratory laboratory, IProgress<StageResult>? progress)
    {
        Actor[] actors = [.. laboratory.Hosts.Select(host => new Actor(host, owner))];
        try
        {
            Take(Stage.Apply, progress, () => actors.AsParallel().Sum(Apply));
            if (HasErrors)
                return Report();
            Take(Stage.Repeat, progress, () => actors.AsParallel().Sum(Repeat));
            Take(Stage.Prove, progress, () => Prove(laboratory, actors));
            Take(Stage.Undo, progress, () => actors.AsParallel().Sum(TakeBack));
            return Report();
        }
        finally
        {
            foreach (Actor actor in actors)
                actor.Dispose();
        }
    }

    private bool HasErrors => faults.Any(d => d.Severity == Severity.Error);

    private RehearsalReport Report() => new(stages.ToValueList(), answers, faults.Distinct().ToValueList());

    private void Take(Stage stage, IProgress<StageResult>? progress, Func<int> act)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int count = act();
        StageResult result = new(stage, count, watch.Elapsed);
        stages.Add(result);
        progress?.Report(result);
    }

    private int Apply(Actor actor)
    {
        actor.Run = actor.Reconciliation.Plan();
        Outcome outcome = actor.Reconciliation.Apply(actor.Run, null, CancellationToken.None);
        Add([.. actor.Run.Plan.Diagnostics, .. outcome.Diagnostics]);
        return outcome.Kind == OutcomeKind.Applied ? outcome.Plan.Summary.Total : 0;
    }

    private int Repeat(Actor actor)
    {
        PlannedRun second = actor.Reconciliation.Plan();
        actor.Reached = second.Before;
        Add(second.Plan.Changes.Select(c => RehearsalDiagnostics.NotStable(actor.Host.Name, c.Change)));
        return second.Plan.Changes.Count;
    }

    private int Prove(Laboratory laboratory, Actor[] actors)
    {
        Place[] hosts = [.. actors.Select(a => PlaceOf(laboratory.Layout.Hosts.Single(h => h.Name == a.Host.Name)))];
        ValueList<PlacedAttachment> attachments = actors.Zip(hosts).SelectMany(p => Placements.On(p.Second, p.First.Host.Documents, p.First.Reached!)).ToValueList();
        ProbePlan plan = new(attachments, hosts.ToValueList(), PlaceOf(laboratory.Layout.Outside));
        List<Probe> probes = [];
        foreach (Document<ReachabilitySpec> assertion in documents.Reachabilities)
        {
            int before = probes.Count;
            probes.AddRange(plan.Of(assertion));
            if (probes.Count == before)
                Add([RehearsalDiagnostics.ProvesNothing(assertion)]);
        }
        if (withImplied)
            probes.AddRange(Implied(laboratory).SelectMany(plan.Of));
        using OpenPlaces places = new(laboratory);
        answers = new Prober(places.Find).RunAsync(probes.ToValueList()).GetAwaiter().GetResult();
        Add(answers.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>());
        return answers.Count;
    }

    private IEnumerable<Document<ReachabilitySpec>> Implied(Laboratory laboratory) =>
        new ImpliedAssertions(documents, [laboratory.Layout.OutsideAddress(IpFamily.IPv4), laboratory.Layout.OutsideAddress(IpFamily.IPv6)]).All();

    private static Place PlaceOf(HostLayout machine) =>
        new(machine.Name, NamespaceId.Host, machine.Name, machine.Interfaces[0].Addresses.Select(a => a.Address).ToValueList());

    private int TakeBack(Actor actor)
    {
        Outcome outcome = actor.Reconciliation.TakeBack(actor.Run!);
        Add([.. outcome.Diagnostics, .. outcome.Remaining.Select(c => RehearsalDiagnostics.NotUndone(actor.Host.Name, c.Change))]);
        return outcome.Remaining.Count;
    }

    private void Add(IEnumerable<Diagnostic> found)
    {
        lock (faults)
            faults.AddRange(found);
    }

    // A host with the engine that acts on it.
    private sealed class Actor : IDisposable
    {
        private readonly HostKernel kernel;

        public Actor(LaboratoryHost host, string owner)
        {
            Host = host;
            kernel = new(host.OptionsFor(owner));
            Reconciliation = new(kernel, host.Documents);
        }

        public LaboratoryHost Host { get; }

        public Reconciliation Reconciliation { get; }

        public PlannedRun? Run { get; set; }

        /// <summary>The host as it is when the documents are applied.</summary>
        public Snapshot? Reached { get; set; }

        public void Dispose() => kernel.Dispose();
    }
}
