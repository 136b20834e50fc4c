using Reconciler.Cli.Commands;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Json;

/// <summary>The result of <c>validate</c>.</summary>
internal sealed record ValidationJson(bool Valid, IReadOnlyList<DocumentJson> Documents, IReadOnlyList<DiagnosticJson> Diagnostics)
    : Envelope("Validation")
{
    public static ValidationJson Of(bool valid, IEnumerable<DocumentEntry> documents, IEnumerable<Diagnostic> diagnostics) => new(
        valid,
        [.. documents.Select(d => new DocumentJson(d.Id.Kind, d.Id.Name, SourceJson.Of(d.At)))],
        [.. diagnostics.Select(DiagnosticJson.Of)]);
}

/// <summary>A document that was read.</summary>
internal sealed record DocumentJson(string Kind, string Name, SourceJson Source);
