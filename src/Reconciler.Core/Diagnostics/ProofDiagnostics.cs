using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Core.Diagnostics;

/// <summary>RC4021 to RC4025: what cannot be proven on a live host.</summary>
public static class ProofDiagnostics
{
    private const int Named = 3;
    private const string Rehearse = "'reconciler rehearse' asks it in a copy of all hosts";

    /// <param name="questions">Of one assertion, or of all that are implied.</param>
    public static Diagnostic Elsewhere(ValueList<Probe> questions)
    {
        Document<ReachabilitySpec> assertion = questions[0].Assertion;
        string count = questions.Count == 1 ? "1 question" : $"{questions.Count} questions";
        string of = assertion.Id == ImpliedAssertions.Id ? "that documents imply" : $"of {assertion.Id}";
        string names = string.Join("; ", questions.Take(Named));
        string more = questions.Count > Named ? $"; and {questions.Count - Named} more" : "";
        return Diagnostic.Warning(
            "RC4021", assertion.At("spec.from"), $"{count} {of} can only be asked in a rehearsal: {names}{more}",
            "who asks, or who is asked, is not on this host: " + Rehearse);
    }

    public static Diagnostic Elsewhere(Document<ReachabilitySpec> assertion) => Diagnostic.Warning(
        "RC4021", assertion.At("spec.from"), $"{assertion.Id} can only be proven in a rehearsal: who is asked is not on this host", Rehearse);

    /// <param name="absences">Each as in <c>ContainerAttachment/web (it is not attached)</c>.</param>
    public static Diagnostic Absent(Severity severity, Document<ReachabilitySpec> assertion, IEnumerable<string> absences) => new(
        severity, "RC4022", $"{assertion.Id} is not proven for {string.Join(", ", absences)}", assertion.At("spec.from"),
        "'reconciler plan' shows what is missing; start the container, apply, and prove again");

    /// <param name="severity">In a laboratory everything can be told; on a live host somebody else may be in the way.</param>
    public static Diagnostic Untold(Severity severity, Probe question, string reason) => new(
        severity, "RC4023", $"{question} proves nothing: {reason}", question.Assertion.At("spec.to"),
        "stop what listens there for the moment, so that the prover can; or 'reconciler rehearse'");

    public static Diagnostic NotInSync(PlanSummary summary) => Diagnostic.Warning(
        "RC4024", null,
        $"the host is not as the documents say: {summary.Create} to create, {summary.Update} to change, {summary.Replace} to replace, {summary.Delete} to delete",
        "what is proven is true of the host as it is: 'reconciler plan' shows what differs");

    /// <param name="count">Of answers that are not as asserted, and of which reading does not tell why.</param>
    public static Diagnostic NotTraced(int count) => Diagnostic.Warning(
        "RC4025", null, $"{(count == 1 ? "1 answer is" : $"{count} answers are")} not explained by what can be read: a rule may have decided",
        "'--trace-rules' names it: asks once more while a table of our own, which decides nothing, has the kernel tell of these packets");
}
