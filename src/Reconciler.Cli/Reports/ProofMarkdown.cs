using System.Text;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Reports;

/// <summary>A proof on a live host as a comment: the verdict, what is otherwise, each assertion, and what remains open.</summary>
/// <param name="proof"><c>null</c>: it did not come to one.</param>
/// <param name="faults">Those of the documents, of the host and of the proof.</param>
/// <param name="sources">The text of each file by its name, to show the lines at fault.</param>
internal sealed class ProofMarkdown(
    DocumentSet documents, string node, ProofReport? proof, ValueList<Diagnostic> faults, IReadOnlyDictionary<string, string> sources)
{
    private const int MostOpen = 100;

    /// <summary>The comment.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Markdown page = new(text);
        page.Heading(2, Verdict());
        page.Paragraph(Sum());
        FaultsMarkdown.Write(faults, sources, page);
        if (proof is { IsInterrupted: false })
        {
            AssertionsMarkdown.Write(QuestionSuites.Of(documents, proof.Answers, proof.Open, proof.Diagnostics), page);
            WriteOpen(proof, page);
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private string Verdict()
    {
        int errors = faults.Count(f => f.Severity == Severity.Error);
        if (errors > 0)
            return $"❌ Not proven: {Figures.Count(errors, "fault")}";
        return proof switch
        {
            null or { IsInterrupted: true } => "❌ Not proven: interrupted",
            { Answers.Count: 0 } => "❔ Nothing proven",
            _ => "✅ Proven",
        };
    }

    private string Sum()
    {
        if (proof is null or { IsInterrupted: true })
            return proof is null ? "Nothing was asked." : "It was interrupted before all questions were answered.";
        string open = proof.Open.Count == 0 ? "" : $"; {ProofText.Remaining(proof.Open.Count)}";
        return $"{Figures.Count(proof.Answers.Count, "question")} asked with packets on {Markdown.Code(node)} as it is, in {Figures.Milliseconds(proof.Duration)} ms{open}.";
    }

    private static void WriteOpen(ProofReport proof, Markdown page)
    {
        if (proof.Open.Count == 0)
            return;
        page.Heading(3, "Open");
        page.Table(["question", "why it is open"], [.. proof.Open.Select(o => new[] { Markdown.Code(QuestionSuites.NameOf(o.Probe)), Markdown.Code(o.Reason) })], MostOpen);
    }
}
