using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Cli.Json;

/// <summary>A fault of the files or of the host.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Source">Where; <c>null</c> when it is not in a file.</param>
internal sealed record DiagnosticJson(string Code, string Severity, string Message, string? Hint, SourceJson? Source)
{
    public static DiagnosticJson Of(Diagnostic diagnostic) => new(
        diagnostic.Code,
        diagnostic.Severity == Core.Diagnostics.Severity.Error ? "error" : "warning",
        diagnostic.Message,
        diagnostic.Hint,
        diagnostic.At is SourceLocation at ? SourceJson.Of(at) : null);
}

/// <summary>A place in a file; line and column count from 1.</summary>
internal sealed record SourceJson(string File, int Line, int Column)
{
    public static SourceJson Of(SourceLocation at) => new(at.File, at.Line, at.Column);
}
