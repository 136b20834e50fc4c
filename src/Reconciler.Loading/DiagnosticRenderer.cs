using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Files;
using Reconciler.Loading.Rendering;

namespace Reconciler.Loading;

/// <summary>Diagnostics as text: place, code and message, then the source line with a caret below the fault, then the hint.</summary>
public static class DiagnosticRenderer
{
    // A file with many faults is split into lines once.
    private static readonly ConditionalWeakTable<string, SourceText> Lines = [];

    /// <summary>The text of one diagnostic, with its line end.</summary>
    public static string Render(Diagnostic diagnostic, IReadOnlyDictionary<string, string> sources)
    {
        StringBuilder text = new();
        if (diagnostic.At is SourceLocation place)
            text.Append(CultureInfo.InvariantCulture, $"{Printable.Text(place.ToString())}: ");
        string severity = diagnostic.Severity == Severity.Error ? "error" : "warning";
        text.Append(CultureInfo.InvariantCulture, $"{severity} {diagnostic.Code}: {Printable.Text(diagnostic.Message)}\n");
        if (diagnostic.At is SourceLocation at && sources.TryGetValue(at.File, out string? source))
            Excerpt.Append(Lines.GetValue(source, t => new(at.File, t)).Line(at.Line), at.Column, text);
        if (diagnostic.Hint is string hint)
            text.Append(CultureInfo.InvariantCulture, $"  hint: {Printable.Text(hint)}\n");
        return text.ToString();
    }
}
