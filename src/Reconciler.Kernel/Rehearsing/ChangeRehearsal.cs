using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Rehearses the way from documents that are applied to those that shall be, while questions are asked all the time.</summary>
internal sealed class ChangeRehearsal(Laboratory laboratory, DocumentSet before, DocumentSet after, RehearsalLog log)
{
    /// <summary>Gives what each question has shown that was answered, or denied, before the change.</summary>
    public ValueList<Gap> Run(string owner)
    {
        using RehearsedHosts old = new(laboratory, before, owner, log);
        log.Take(Stage.Before, old.Apply);
        if (log.HasErrors)
            return [];
        old.Repeat();
        using RehearsedHosts hosts = new(laboratory, after, owner, log);
        if (!hosts.Plan())
            return [];
        ValueList<Gap> gaps = Change(old, hosts);
        log.Add(gaps.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>());
        if (!log.HasErrors)
            log.Take(Stage.Repeat, hosts.Repeat);
        return gaps;
    }

    private ValueList<Gap> Change(RehearsedHosts old, RehearsedHosts hosts)
    {
        using OpenPlaces places = new(laboratory);
        // Whoever answered before the change does so until it is made: it may lead to somebody else.
        ValueList<Probe> answered = Asked(before, old.Probes(), old);
        using Pulses pulses = new(new Prober(places.Find), PulsePlan.Of(Asked(after, hosts.Probes(), old)), answered);
        pulses.Start();
        Stopwatch watch = Stopwatch.StartNew();
        int count = hosts.Carry();
        log.Add(new StageResult(Stage.Change, count, watch.Elapsed));
        return pulses.Stop();
    }

    // What assertions ask for, and the ports that are published without one, as far as all who take part are there before the change.
    private static ValueList<Probe> Asked(DocumentSet documents, ProbePlan plan, RehearsedHosts there) =>
        ((IEnumerable<Document<ReachabilitySpec>>)[.. documents.Reachabilities, .. new ImpliedAssertions(documents, []).Published()])
            .SelectMany(plan.Of)
            .Where(p => there.Has(p.From) && (p.Listener is null || there.Has(p.Listener)))
            .ToValueList();
}
