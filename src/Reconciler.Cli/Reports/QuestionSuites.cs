using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Proving;
using Reconciler.Core.Rehearsing;

namespace Reconciler.Cli.Reports;

/// <summary>Questions as tests: each assertion, written or implied, is a suite with a case for each question.</summary>
internal static class QuestionSuites
{
    /// <param name="open">Questions that could not be asked, or of which nothing could be told.</param>
    /// <param name="found">All that was found to be otherwise than it should be.</param>
    public static IEnumerable<TestSuite> Of(
        DocumentSet documents, IReadOnlyCollection<ProbeResult> answers, IReadOnlyCollection<OpenQuestion> open, IReadOnlyCollection<Diagnostic> found)
    {
        ILookup<DocumentId, TestCase> cases = answers.Select(a => (a.Probe.Assertion.Id, Case: CaseOf(a)))
            .Concat(open.Select(o => (o.Probe.Assertion.Id, Case: CaseOf(o)))).ToLookup(c => c.Id, c => c.Case);
        foreach (Document<ReachabilitySpec> assertion in documents.Reachabilities)
        {
            TestCase[] asked = [.. cases[assertion.Id]];
            yield return new(assertion.Id.ToString(), assertion.At("metadata.name"), asked.Length > 0 ? asked : [WithoutQuestion(assertion, found)]);
        }
        HashSet<DocumentId> written = [.. documents.Reachabilities.Select(r => r.Id)];
        foreach (IGrouping<DocumentId, TestCase> implied in cases.Where(c => !written.Contains(c.Key)))
            yield return new(implied.Key.Name, null, [.. implied]);
    }

    /// <summary>What the cases say against the assertions.</summary>
    public static IEnumerable<Diagnostic> FaultsOf(DocumentSet documents, IEnumerable<ProbeResult> answers) =>
        [.. answers.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>(), .. documents.Reachabilities.Select(RehearsalDiagnostics.ProvesNothing)];

    /// <summary>What a question asks, and what is expected of it.</summary>
    public static string NameOf(Probe probe) =>
        $"{probe.From.Name} → {probe.To} {probe.Service} at {probe.Address} is {(probe.Assertion.Spec.Expect == Expectation.Allowed ? "allowed" : "denied")}";

    private static TestCase WithoutQuestion(Document<ReachabilitySpec> assertion, IReadOnlyCollection<Diagnostic> found)
    {
        Diagnostic nothing = RehearsalDiagnostics.ProvesNothing(assertion);
        return found.Contains(nothing)
            ? new("proves something", assertion.At("spec"), TimeSpan.Zero, TestEnd.Failure, [nothing])
            : new("is asked", assertion.At("spec"), TimeSpan.Zero, TestEnd.Skipped, []) { Reason = found.FirstOrDefault(d => d.At == assertion.At("spec.from"))?.Message };
    }

    private static TestCase CaseOf(ProbeResult answer) => TestCase.Of(
        NameOf(answer.Probe), answer.Probe.Assertion.At("spec.to"), answer.Took, TestEnd.Failure, RehearsalDiagnostics.Of(answer) is Diagnostic fault ? [fault] : []);

    private static TestCase CaseOf(OpenQuestion open) =>
        new(NameOf(open.Probe), open.Probe.Assertion.At("spec.to"), TimeSpan.Zero, TestEnd.Skipped, []) { Reason = open.Reason };
}
