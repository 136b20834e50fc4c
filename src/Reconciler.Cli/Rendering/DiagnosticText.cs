using Reconciler.Core.Diagnostics;
using Reconciler.Loading;

namespace Reconciler.Cli.Rendering;

/// <summary>Diagnostics for people, in the order of the files, with a last line that counts them.</summary>
internal static class DiagnosticText
{
    public static void Write(IReadOnlyCollection<Diagnostic> diagnostics, IReadOnlyDictionary<string, string> sources, Page page)
    {
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(d => d.At).ThenBy(d => d.Code, StringComparer.Ordinal))
            page.Lines(DiagnosticRenderer.Render(diagnostic, sources));
        if (diagnostics.Count > 0)
            page.Line(Count(diagnostics), Tone.Strong);
    }

    private static string Count(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        int errors = diagnostics.Count(d => d.Severity == Severity.Error);
        int warnings = diagnostics.Count - errors;
        string[] parts = [.. Some(errors, "error"), .. Some(warnings, "warning")];
        return string.Join(", ", parts) + ".";
    }

    private static string[] Some(int count, string what) => count == 0 ? [] : [Figures.Count(count, what)];
}
