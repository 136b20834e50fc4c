using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// Applies documents to a laboratory by the engine that applies them to hosts, proves what they assert with packets, and leads back to
/// where it began; then does the same from the state that older documents describe.
/// </summary>
public sealed class Rehearsal(DocumentSet documents, string owner, string directory)
{
    /// <summary>Whether what the documents imply is proven as well.</summary>
    public bool WithImplied { get; init; }

    /// <summary>The documents that are applied now; <c>null</c>: the change from them is not rehearsed.</summary>
    public DocumentSet? Before { get; init; }

    /// <summary>Goes through the stages, as far as each leaves something to go on with.</summary>
    /// <param name="progress">Is told each stage when it is over.</param>
    public RehearsalReport Run(IProgress<StageResult>? progress)
    {
        RehearsalLog log = new(progress);
        ValueList<ProbeResult> answers = [];
        ValueList<Gap> gaps = [];
        try
        {
            Laboratory? built = null;
            log.Take(Stage.Build, () =>
            {
                built = new Laboratory(Before is null ? documents : documents.Beside(Before), directory);
                return built.Hosts.Count;
            });
            using Laboratory laboratory = built!;
            answers = FromNothing(laboratory, log);
            if (Before is not null && !log.HasErrors)
                gaps = new ChangeRehearsal(laboratory, Before, documents, log).Run(owner);
        }
        catch (NetlinkException e)
        {
            log.Add([KernelDiagnostics.NoLaboratory(e)]);
        }
        return new(log.Stages, answers, gaps, log.Faults);
    }

    private ValueList<ProbeResult> FromNothing(Laboratory laboratory, RehearsalLog log)
    {
        using RehearsedHosts hosts = new(laboratory, documents, owner, log);
        log.Take(Stage.Apply, hosts.Apply);
        if (log.HasErrors)
            return [];
        log.Take(Stage.Repeat, hosts.Repeat);
        ValueList<ProbeResult> answers = [];
        log.Take(Stage.Prove, () =>
        {
            answers = Prove(laboratory, hosts, log);
            return answers.Count;
        });
        log.Take(Stage.Undo, hosts.TakeBack);
        return answers;
    }

    private ValueList<ProbeResult> Prove(Laboratory laboratory, RehearsedHosts hosts, RehearsalLog log)
    {
        ProbePlan plan = hosts.Probes();
        List<Probe> probes = [];
        foreach (Document<ReachabilitySpec> assertion in documents.Reachabilities)
        {
            int before = probes.Count;
            probes.AddRange(plan.Of(assertion));
            if (probes.Count == before)
                log.Add([RehearsalDiagnostics.ProvesNothing(assertion)]);
        }
        if (WithImplied)
            probes.AddRange(Implied(laboratory).SelectMany(plan.Of));
        using OpenPlaces places = new(laboratory);
        ValueList<ProbeResult> answers = new Prober(places.Find).RunAsync(probes.ToValueList()).GetAwaiter().GetResult();
        log.Add(answers.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>());
        return answers;
    }

    private IEnumerable<Document<ReachabilitySpec>> Implied(Laboratory laboratory) =>
        new ImpliedAssertions(documents, [laboratory.Layout.OutsideAddress(IpFamily.IPv4), laboratory.Layout.OutsideAddress(IpFamily.IPv6)]).All();
}
