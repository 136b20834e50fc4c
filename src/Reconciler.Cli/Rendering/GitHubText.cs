using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Rendering;

namespace Reconciler.Cli.Rendering;

/// <summary>Diagnostics as workflow commands, which GitHub shows at the lines of a pull request.</summary>
internal static class GitHubText
{
    public static void Write(IEnumerable<Diagnostic> diagnostics, TextWriter writer)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            string level = diagnostic.Severity == Severity.Error ? "error" : "warning";
            string place = diagnostic.At is SourceLocation at
                ? string.Create(CultureInfo.InvariantCulture, $"file={Property(at.File)},line={at.Line},col={at.Column},")
                : "";
            string text = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}\n{diagnostic.Hint}";
            writer.Write($"::{level} {place}title={Property(diagnostic.Code)}::{Message(text)}\n");
        }
    }

    private static string Message(string text) => Printable.Lines(text)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
