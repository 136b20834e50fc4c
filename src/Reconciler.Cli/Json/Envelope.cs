using System.Text.Json.Serialization;

namespace Reconciler.Cli.Json;

/// <summary>What every JSON result begins with, as documents do.</summary>
internal abstract record Envelope
{
    protected Envelope(string kind) => Kind = kind;

    /// <summary>The version of the schema, which <c>docs/json.md</c> describes.</summary>
    [JsonPropertyOrder(-2)]
    public string ApiVersion { get; } = "reconciler/v1";

    /// <summary>Which result it is: <c>Plan</c>, <c>SavedPlan</c>, <c>Validation</c>, <c>Outcome</c>, <c>Confirmation</c>, <c>Status</c>, <c>WatchedStatus</c>, <c>Rehearsal</c>, <c>Proof</c>, <c>Examination</c> or <c>Version</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Kind { get; }
}
