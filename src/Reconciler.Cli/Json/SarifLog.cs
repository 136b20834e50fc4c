using System.Text.Json.Serialization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Cli.Json;

/// <summary>Diagnostics for code scanners: the parts of SARIF 2.1.0 that say what is wrong where.</summary>
internal sealed record SarifLog(IReadOnlyList<SarifRun> Runs)
{
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-2)]
    public string Schema { get; } = "https://json.schemastore.org/sarif-2.1.0.json";

    [JsonPropertyOrder(-1)]
    public string Version { get; } = "2.1.0";

    public static SarifLog Of(IEnumerable<Diagnostic> diagnostics, string version) =>
        new([new(new(new("Reconciler", version)), [.. diagnostics.Select(SarifResult.Of)])]);
}

internal sealed record SarifRun(SarifTool Tool, IReadOnlyList<SarifResult> Results);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, string Version);

internal sealed record SarifResult(string RuleId, string Level, SarifMessage Message, IReadOnlyList<SarifLocation> Locations)
{
    public static SarifResult Of(Diagnostic diagnostic) => new(
        diagnostic.Code,
        diagnostic.Severity == Severity.Error ? "error" : "warning",
        new(diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}\n{diagnostic.Hint}"),
        diagnostic.At is SourceLocation at ? [new(new(new(Reference(at.File)), new(at.Line, at.Column)))] : []);

    // A URI reference (RFC 3986) has no other characters than these.
    private static string Reference(string file) => string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
}

internal sealed record SarifMessage(string Text);

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation);

internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion Region);

internal sealed record SarifArtifactLocation(string Uri);

internal sealed record SarifRegion(int StartLine, int StartColumn);
