using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Proves with packets what documents assert, on hosts that they are applied to.</summary>
/// <param name="withImplied">Whether what they imply is proven as well.</param>
internal sealed class RehearsedProof(DocumentSet documents, string owner, bool withImplied, RehearsalLog log)
{
    /// <summary>Asks all questions, writes the answers down, and gives their number.</summary>
    public int Run(Laboratory laboratory, RehearsedHosts hosts)
    {
        ProbePlan plan = hosts.Probes();
        List<Probe> probes = [];
        foreach (Document<ReachabilitySpec> assertion in documents.Reachabilities)
        {
            int before = probes.Count;
            probes.AddRange(plan.Of(assertion));
            if (probes.Count == before)
                log.Unproven[(assertion.Id, "")] = RehearsalDiagnostics.ProvesNothing(assertion);
        }
        if (withImplied)
            probes.AddRange(Implied(laboratory).SelectMany(plan.Of));
        using OpenPlaces places = new(laboratory);
        Prober prober = new(places.Find);
        ValueList<ProbeResult> answers = prober.RunAsync(probes.ToValueList()).GetAwaiter().GetResult();
        log.Answers = new Decisions(new TracingInquiry(new(places.Find), prober, hosts.Reached), Remedies.For(documents, owner)).AddTo(answers);
        foreach (ProbeResult answer in log.Answers)
        {
            if (RehearsalDiagnostics.Of(answer) is Diagnostic fault)
                log.Unproven[(answer.Probe.Assertion.Id, answer.Probe.ToString())] = fault;
        }
        return log.Answers.Count;
    }

    private IEnumerable<Document<ReachabilitySpec>> Implied(Laboratory laboratory) =>
        new ImpliedAssertions(documents, [laboratory.Layout.OutsideAddress(IpFamily.IPv4), laboratory.Layout.OutsideAddress(IpFamily.IPv6)]).All();
}
