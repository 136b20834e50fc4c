using System.Xml.Linq;
using Reconciler.Cli.Reports;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Tests.Reports;

/// <summary>Proofs on a live host as continuous integration and comments show them.</summary>
public class ProofReportTests
{
    private static string Comment(ProofReport? proof, params Diagnostic[] faults) =>
        new ProofMarkdown(Rehearsals.Loaded.Documents, "host-a", proof, [.. faults, .. proof?.Diagnostics ?? []], Rehearsals.Loaded.Sources).ToString();

    private static string Tests(ProofReport? proof, params Diagnostic[] faults)
    {
        using StringWriter writer = new();
        JUnitXml.Write("reconciler prove", [.. ProofSuites.Of(Rehearsals.Loaded.Documents, faults, proof)], Rehearsals.Loaded.Sources, writer);
        return writer.ToString();
    }

    private static Diagnostic Fault => Diagnostic.Error("RC1101", new("web.yaml", 3, 1), "no 'netwrk'", "write 'network'");

    [Fact]
    public void A_comment_shows_what_is_proven_and_what_remains_open() => Golden.Assert("live-proven.md", Comment(Proofs.Proven));

    [Fact]
    public void A_comment_shows_first_what_does_not_hold_and_who_decided() => Golden.Assert("live-failed.md", Comment(Proofs.Failed));

    [Fact]
    public void What_cannot_be_asked_is_not_taken_for_proven() => Golden.Assert("live-open.md", Comment(Proofs.Nothing));

    [Fact]
    public void What_did_not_come_to_its_end_says_so()
    {
        Assert.Equal("## ❌ Not proven: interrupted\n\nIt was interrupted before all questions were answered.\n", Comment(Proofs.Interrupted));
        Assert.StartsWith("## ❌ Not proven: 1 fault\n\nNothing was asked.\n\n```text\nweb.yaml:3:1: error RC1101", Comment(null, Fault), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_question_is_a_case_and_what_remains_open_is_skipped_with_its_reason() => Golden.Assert("live-proven.xml", Tests(Proofs.Proven));

    [Fact]
    public void What_does_not_hold_is_a_failure_and_a_container_that_is_missed_an_error() => Golden.Assert("live-failed.xml", Tests(Proofs.Failed));

    [Fact]
    public void What_did_not_come_to_its_end_is_an_error_and_nothing_passed()
    {
        XElement interrupted = XDocument.Parse(Tests(Proofs.Interrupted)).Root!;
        XElement error = Assert.Single(interrupted.Descendants("error"));
        Assert.Equal(("prove", "it was interrupted before all questions were answered"), (error.Parent!.Attribute("name")!.Value, error.Attribute("message")!.Value));
        Assert.Equal(("1", "3"), (interrupted.Attribute("errors")!.Value, interrupted.Attribute("skipped")!.Value));
        XElement refused = XDocument.Parse(Tests(null, Fault, Diagnostic.Warning("RC1340", null, "not an error"))).Root!;
        error = Assert.Single(refused.Descendants("error"));
        Assert.Equal(("documents and host", "no 'netwrk'"), (error.Parent!.Attribute("name")!.Value, error.Attribute("message")!.Value));
    }
}
