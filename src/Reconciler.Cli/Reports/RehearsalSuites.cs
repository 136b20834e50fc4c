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
    public static IEnumerable<TestSuite> OfQuestions(DocumentSet documents, RehearsalReport rehearsed) =>
        QuestionSuites.Of(documents, rehearsed.Answers, [], rehearsed.Diagnostics);

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

    // It took as long as the longest gap.
    private static TestCase CaseOf(Gap gap) => TestCase.Of(
        $"{QuestionSuites.NameOf(gap.Probe)} all the time", gap.Probe.Assertion.At("spec.to"), gap.Longest, TestEnd.Failure, RehearsalDiagnostics.Of(gap) is Diagnostic fault ? [fault] : []);

    private static IEnumerable<Diagnostic> FaultsOf(DocumentSet documents, RehearsalReport rehearsed) =>
    [
        .. QuestionSuites.FaultsOf(documents, rehearsed.Answers),
        .. rehearsed.Gaps.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>(),
    ];

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;
}
