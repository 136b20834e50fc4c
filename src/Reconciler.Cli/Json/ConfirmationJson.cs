namespace Reconciler.Cli.Json;

/// <summary>The result of <c>confirm</c>.</summary>
/// <param name="Result"><c>confirmed</c>, <c>undone</c> or <c>refused</c>.</param>
internal sealed record ConfirmationJson(string Owner, string Result, IReadOnlyList<DiagnosticJson> Diagnostics) : Envelope("Confirmation");
