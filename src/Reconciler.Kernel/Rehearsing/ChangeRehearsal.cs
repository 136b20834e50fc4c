using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Rehearses the way from hosts as they are to those that documents describe, while questions are asked all the time.</summary>
internal sealed class ChangeRehearsal(Laboratory laboratory, Beginning beginning, DocumentSet documents, RehearsedProof proof, RehearsalLog log)
{
    /// <summary>Goes through the stages, as far as each leaves something to go on with.</summary>
    public void Run(string owner)
    {
        log.Take(Stage.Before, beginning.Make);
        if (log.HasErrors)
            return;
        using RehearsedHosts hosts = new(laboratory, documents, owner, log);
        if (!hosts.Plan())
            return;
        log.Gaps = ChangeAsync(hosts).GetAwaiter().GetResult();
        log.Add(log.Gaps.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>());
        if (log.HasErrors)
            return;
        log.Take(Stage.Repeat, hosts.Repeat);
        log.Take(Stage.Prove, () => proof.Run(laboratory, hosts));
    }

    private async Task<ValueList<Gap>> ChangeAsync(RehearsedHosts hosts)
    {
        using OpenPlaces places = new(laboratory);
        ValueList<Probe> asked = PulsePlan.Of(PulsePlan.Asked(Holding(), hosts.Probes(), beginning.Has));
        // Whoever answered before the change does so until it is made: it may lead to somebody else.
        using Pulses pulses = new(new Prober(places.Find), asked, beginning.Answered());
        await pulses.StartAsync();
        Stopwatch watch = Stopwatch.StartNew();
        log.Plans = hosts.Plans;
        int count = hosts.Carry();
        log.Add(new StageResult(Stage.Change, count, watch.Elapsed));
        return await pulses.StopAsync();
    }

    // What does not hold on hosts that were empty is no matter of the change.
    private DocumentSet Holding()
    {
        HashSet<DocumentId> failed = [.. log.Answers.Where(a => RehearsalDiagnostics.Of(a) is not null).Select(a => a.Probe.Assertion.Id)];
        return documents with { Reachabilities = documents.Reachabilities.Where(r => !failed.Contains(r.Id)).ToValueList() };
    }
}
