using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Loading;

namespace Reconciler.Cli.Reports;

/// <summary>Faults in a comment: the errors first, the warnings for whoever asks for them.</summary>
internal static class FaultsMarkdown
{
    private const int AtMost = 25;

    /// <param name="sources">The text of each file by its name, to show the lines at fault.</param>
    public static void Write(IReadOnlyCollection<Diagnostic> faults, IReadOnlyDictionary<string, string> sources, Markdown page)
    {
        WriteList([.. faults.Where(f => f.Severity == Severity.Error).OrderBy(f => f.At)], sources, page);
        Diagnostic[] warnings = [.. faults.Where(f => f.Severity == Severity.Warning).OrderBy(f => f.At)];
        if (warnings.Length > 0)
            page.Details(Figures.Count(warnings.Length, "warning"), () => WriteList(warnings, sources, page));
    }

    private static void WriteList(Diagnostic[] list, IReadOnlyDictionary<string, string> sources, Markdown page)
    {
        if (list.Length == 0)
            return;
        page.Block(string.Concat(list.Take(AtMost).Select(fault => DiagnosticRenderer.Render(fault, sources))));
        if (list.Length > AtMost)
            page.Paragraph($"… and {list.Length - AtMost} more.");
    }
}
