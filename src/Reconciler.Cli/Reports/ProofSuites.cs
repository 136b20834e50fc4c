using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Reports;

/// <summary>A proof on a live host as tests: what it took is one suite, each assertion is another with a case for each question.</summary>
internal static class ProofSuites
{
    private const string Interrupted = "it was interrupted before all questions were answered";

    /// <param name="faults">What is wrong with the documents, or keeps the host from being read.</param>
    /// <param name="proof"><c>null</c>: it did not come to one.</param>
    public static IEnumerable<TestSuite> Of(DocumentSet documents, IEnumerable<Diagnostic> faults, ProofReport? proof)
    {
        yield return new("proof", null, [.. Whole(documents, faults, proof)]);
        foreach (TestSuite suite in QuestionSuites.Of(documents, proof?.Answers ?? [], proof?.Open ?? [], proof?.Diagnostics ?? []))
            yield return suite;
    }

    private static IEnumerable<TestCase> Whole(DocumentSet documents, IEnumerable<Diagnostic> faults, ProofReport? proof)
    {
        HashSet<Diagnostic> shown = [.. faults.Where(IsError)];
        yield return TestCase.Of("documents and host", null, TimeSpan.Zero, TestEnd.Error, [.. shown]);
        if (proof is null)
            yield break;
        shown.UnionWith(QuestionSuites.FaultsOf(documents, proof.Answers));
        yield return TestCase.Of("containers", null, TimeSpan.Zero, TestEnd.Error, [.. proof.Diagnostics.Where(d => IsError(d) && shown.Add(d))]);
        yield return proof.IsInterrupted
            ? new("prove", null, proof.Duration, TestEnd.Error, []) { Reason = Interrupted }
            : new("prove", null, proof.Duration, TestEnd.Passed, []);
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;
}
