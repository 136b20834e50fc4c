using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading;

/// <summary>Diagnostics as text: place, code and message, then the source line with a caret below the fault, then the hint.</summary>
public static class DiagnosticRenderer
{
    /// <summary>The text of one diagnostic, with its line end.</summary>
    public static string Render(Diagnostic diagnostic, IReadOnlyDictionary<string, string> sources) =>
        throw new NotImplementedException($"{diagnostic} {sources}");
}
