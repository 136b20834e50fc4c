using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>Which questions are asked all the time while a change is made.</summary>
public static class PulsePlan
{
    // More than these would take the time away from the change that they watch.
    private const int Most = 64;

    /// <summary>What assertions ask for, and the ports that are published without one.</summary>
    /// <param name="has">Whether a place is there before the change: others cannot be asked from, or answer.</param>
    public static ValueList<Probe> Asked(DocumentSet documents, ProbePlan plan, Func<Place, bool> has)
    {
        IEnumerable<Document<ReachabilitySpec>> assertions = [.. documents.Reachabilities, .. new ImpliedAssertions(documents, plan.Outside.Addresses).Published()];
        return assertions.SelectMany(plan.Of).Where(p => has(p.From) && (p.Listener is null || has(p.Listener))).ToValueList();
    }

    /// <summary>
    /// Each question once, whichever assertions it is a part of; when they are too many, one in each family of each assertion.
    /// </summary>
    public static ValueList<Probe> Of(IEnumerable<Probe> probes)
    {
        Probe[] different = [.. probes.DistinctBy(p => (p.From, p.Address, p.Service, p.Assertion.Spec.Expect))];
        return (different.Length <= Most ? different : different.DistinctBy(p => (p.Assertion, p.Address.Family))).ToValueList();
    }
}
