using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Agent.States;

namespace Reconciler.Agent.Reporting;

/// <summary>An event as programs read it, one line each: of <c>--log-format json</c> and of <c>reconciler events</c>.</summary>
public sealed record EventJson(
    string Time, string Level, string Event, string Text, string? Document, string? State, string? Resource, string? Cause, string? Revision, int? Changes, double? Milliseconds)
{
    private static readonly AgentJson Types = new(new JsonSerializerOptions(AgentJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The line, without its end.</summary>
    public static string Line(WatchEvent happened) => JsonSerializer.Serialize(Of(happened), Types.EventJson);

    /// <summary>Reads a line; <c>null</c>: it is none.</summary>
    public static EventJson? Read(string line) => JsonSerializer.Deserialize(line, Types.EventJson);

    private static EventJson Of(WatchEvent happened) => new(
        happened.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
        Name(happened.Level), Name(happened.Kind), happened.Text, happened.Document?.ToString(), happened.State, happened.Resource?.ToString(),
        happened.Cause, happened.Revision, happened.Changes, happened.Duration is TimeSpan time ? Math.Round(time.TotalMilliseconds, 1) : null);

    /// <summary>A value of an enumeration as the schema spells it.</summary>
    public static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>What a daemon says of all documents.</summary>
/// <param name="Revision">The one that is in the kernel.</param>
public sealed record DaemonStatusJson(string Revision, bool InSync, int ProcessId, IReadOnlyList<DaemonDocumentJson> Documents)
{
    /// <summary>What is wrong besides.</summary>
    public IReadOnlyList<StandingFaultJson> Faults { get; init; } = [];

    /// <summary>The same with what is wrong besides: the documents may be well while the newest are not in the kernel.</summary>
    public DaemonStatusJson With(IReadOnlyList<StandingFault> faults) => this with
    {
        InSync = InSync && faults.All(f => f.Part is FaultyPart.Source or FaultyPart.Names),
        Faults = [.. faults.Select(f => new StandingFaultJson(EventJson.Name(f.Part), f.Text, f.Since))],
    };
}

/// <summary>What a daemon says of a fault that is about no single document.</summary>
/// <param name="Part"><c>source</c>, <c>revision</c> or <c>comparison</c>.</param>
public sealed record StandingFaultJson(string Part, string Text, DateTimeOffset Since);

/// <summary>What a daemon says of a document.</summary>
/// <param name="State"><c>inSync</c>, <c>pending</c>, <c>drifted</c> or <c>failed</c>.</param>
public sealed record DaemonDocumentJson(string Document, string State, string? Reason, DateTimeOffset Since, DateTimeOffset? LastChange)
{
    /// <summary>A state.</summary>
    public static DaemonDocumentJson Of(DocumentState state) =>
        new(state.Document.ToString(), EventJson.Name(state.Condition), state.Reason, state.Since, state.LastChange);
}

/// <summary>The types that are written and read, for the serializer's generator.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(DaemonStatusJson))]
public sealed partial class AgentJson : JsonSerializerContext;
