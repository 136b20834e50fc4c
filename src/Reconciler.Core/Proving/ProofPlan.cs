using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Core.Proving;

/// <summary>What of assertions is asked on a live host.</summary>
/// <param name="Asked">The questions that can be asked there.</param>
/// <param name="Open">Those that cannot.</param>
/// <param name="Diagnostics">What is not proven, and why.</param>
public sealed record ProofPlan(ValueList<Probe> Asked, ValueList<OpenQuestion> Open, ValueList<Diagnostic> Diagnostics)
{
    private const string Elsewhere = "who asks, or who is asked, is not on this host";

    /// <param name="assertions">Those that are implied all have the same identity, and what cannot be asked of them is said once.</param>
    /// <param name="absence">How bad it is when a container is not there.</param>
    public static ProofPlan Of(IEnumerable<Document<ReachabilitySpec>> assertions, LivePlaces places, Severity absence)
    {
        List<Probe> asked = [];
        List<OpenQuestion> open = [];
        List<Diagnostic> faults = [];
        foreach (Document<ReachabilitySpec> assertion in assertions)
        {
            PlacedAttachment[] concerned = [.. places.Questions.Concerned(assertion.Spec)];
            Probe[] questions = [.. places.Questions.Of(assertion)];
            foreach (Probe question in questions)
            {
                if (!IsHere(question, places))
                    open.Add(new(question, Elsewhere));
                else if (!places.IsAbsent(question.From))
                    asked.Add(question);
            }
            string[] absences = [.. concerned.Select(c => c.Document).Distinct().Where(d => places.AbsenceOf(d) is not null).Select(d => $"{d.Id} ({places.AbsenceOf(d)})")];
            if (absences.Length > 0)
                faults.Add(ProofDiagnostics.Absent(absence, assertion, absences));
            else if (questions.Length == 0)
                faults.Add(concerned.All(c => places.IsHere(c.Place)) ? RehearsalDiagnostics.ProvesNothing(assertion) : ProofDiagnostics.Elsewhere(assertion));
        }
        faults.AddRange(open.GroupBy(o => o.Probe.Assertion.Id).Select(g => ProofDiagnostics.Elsewhere(g.Select(o => o.Probe).ToValueList())));
        return new(asked.ToValueList(), open.ToValueList(), faults.Distinct().ToValueList());
    }

    private static bool IsHere(Probe question, LivePlaces places) =>
        places.IsHere(question.From) && (question.Listener is null || places.IsHere(question.Listener));
}
