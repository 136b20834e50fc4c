using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Kernel.Rehearsing;

namespace Reconciler.Cli.Reports;

/// <summary>A rehearsal as tests: its stages are one suite, each assertion is another with a case for each question, the change is one more.</summary>
internal static class RehearsalSuites
{
    /// <param name="faults">What is wrong with the documents.</param>
    public static IEnumerable<TestSuite> Of(DocumentSet documents, IEnumerable<Diagnostic> faults, RehearsalReport rehearsed)
    {
        yield return new("rehearsal", null, [.. Stages(documents, faults, rehearsed)]);
        foreach (TestSuite suite in OfQuestions(documents, rehearsed))
            yield return suite;
        if (rehearsed.Gaps.Count > 0)
            yield return new("change", null, [.. rehearsed.Gaps.Select(CaseOf)]);
    }

    /// <summary>Those of the assertions, written or implied.</summary>
    public static IEnumerable<TestSuite> OfQuestions(DocumentSet documents, RehearsalReport rehearsed)
    {
        ILookup<DocumentId, ProbeResult> answers = rehearsed.Answers.ToLookup(a => a.Probe.Assertion.Id);
        foreach (Document<ReachabilitySpec> assertion in documents.Reachabilities)
            yield return new(assertion.Id.ToString(), assertion.At("metadata.name"), [.. CasesOf(assertion, answers[assertion.Id], rehearsed)]);
        HashSet<DocumentId> written = [.. documents.Reachabilities.Select(r => r.Id)];
        foreach (IGrouping<DocumentId, ProbeResult> implied in answers.Where(a => !written.Contains(a.Key)))
            yield return new(implied.Key.Name, null, [.. implied.Select(CaseOf)]);
    }

    /// <summary>What a question asks, and what is expected of it.</summary>
    public static string NameOf(Probe probe) =>
        $"{probe.From.Name} → {probe.To} {probe.Service} at {probe.Address} is {(probe.Assertion.Spec.Expect == Expectation.Allowed ? "allowed" : "denied")}";

    private static IEnumerable<TestCase> Stages(DocumentSet documents, IEnumerable<Diagnostic> faults, RehearsalReport rehearsed)
    {
        yield return TestCase.Of("documents", null, TimeSpan.Zero, TestEnd.Error, [.. faults.Where(IsError)]);
        HashSet<Diagnostic> shown = [.. FaultsOf(documents, rehearsed)];
        HashSet<Stage> seen = [];
        foreach (StageResult stage in rehearsed.Stages)
        {
            string name = stage.Stage.ToString().ToLowerInvariant() + (seen.Add(stage.Stage) ? "" : " after the change");
            Diagnostic[] found = [.. stage.Faults.Where(d => IsError(d) && shown.Add(d))];
            yield return TestCase.Of(name, null, stage.Duration, TestEnd.Error, found);
        }
        // What ended it in the middle of a stage is in none that is over.
        Diagnostic[] others = [.. rehearsed.Diagnostics.Where(d => IsError(d) && shown.Add(d))];
        if (others.Length > 0)
            yield return new("unfinished", null, TimeSpan.Zero, TestEnd.Error, others);
    }

    private static IEnumerable<TestCase> CasesOf(Document<ReachabilitySpec> assertion, IEnumerable<ProbeResult> answers, RehearsalReport rehearsed)
    {
        bool wasAsked = false;
        foreach (ProbeResult answer in answers)
        {
            wasAsked = true;
            yield return CaseOf(answer);
        }
        if (wasAsked)
            yield break;
        Diagnostic nothing = RehearsalDiagnostics.ProvesNothing(assertion);
        yield return rehearsed.Diagnostics.Contains(nothing)
            ? new("proves something", assertion.At("spec"), TimeSpan.Zero, TestEnd.Failure, [nothing])
            : new("is asked", assertion.At("spec"), TimeSpan.Zero, TestEnd.Skipped, []);
    }

    private static TestCase CaseOf(ProbeResult answer) => TestCase.Of(
        NameOf(answer.Probe), answer.Probe.Assertion.At("spec.to"), answer.Took, TestEnd.Failure, RehearsalDiagnostics.Of(answer) is Diagnostic fault ? [fault] : []);

    // It took as long as the longest gap.
    private static TestCase CaseOf(Gap gap) => TestCase.Of(
        $"{NameOf(gap.Probe)} all the time", gap.Probe.Assertion.At("spec.to"), gap.Longest, TestEnd.Failure, RehearsalDiagnostics.Of(gap) is Diagnostic fault ? [fault] : []);

    private static IEnumerable<Diagnostic> FaultsOf(DocumentSet documents, RehearsalReport rehearsed) =>
    [
        .. rehearsed.Answers.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>(),
        .. documents.Reachabilities.Select(RehearsalDiagnostics.ProvesNothing),
        .. rehearsed.Gaps.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>(),
    ];

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;
}
