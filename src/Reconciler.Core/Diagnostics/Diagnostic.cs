using Reconciler.Core.Documents;

namespace Reconciler.Core.Diagnostics;

/// <summary>How bad a <see cref="Diagnostic"/> is: an error prevents every change, a warning none.</summary>
public enum Severity
{
    Warning,
    Error,
}

/// <summary>
/// A fault of the user's files or of the host, as a value: collected, never thrown, and all reported at once. Each code has one
/// factory method beside the rule that raises it and one line in <c>docs/diagnostics.md</c>.
/// </summary>
/// <param name="Code">Stable: <c>RC</c> and four digits.</param>
/// <param name="Message">What is wrong, in one line.</param>
/// <param name="At">The value that is at fault; <c>null</c> when it is not in a file.</param>
/// <param name="Hint">What to write instead; <c>null</c> when the message already says it.</param>
public sealed record Diagnostic(Severity Severity, string Code, string Message, SourceLocation? At, string? Hint = null)
{
    public static Diagnostic Error(string code, SourceLocation? at, string message, string? hint = null) =>
        new(Severity.Error, code, message, at, hint);

    public static Diagnostic Warning(string code, SourceLocation? at, string message, string? hint = null) =>
        new(Severity.Warning, code, message, at, hint);
}
