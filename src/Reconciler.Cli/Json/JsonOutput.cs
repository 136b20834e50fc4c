using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Cli.Json;

/// <summary>Writes results as JSON.</summary>
internal static class JsonOutput
{
    // The default encoder escapes quotes and '+' for the sake of HTML; this is read by jq and by people.
    private static readonly JsonTypes Types = new(new JsonSerializerOptions(JsonTypes.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>A value of an enumeration as the schema spells it.</summary>
    public static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static void Write<TResult>(TResult result, TextWriter writer)
    {
        JsonTypeInfo<TResult> type = (JsonTypeInfo<TResult>)Types.GetTypeInfo(typeof(TResult))!;
        writer.Write(JsonSerializer.Serialize(result, type));
        writer.Write('\n');
    }
}

/// <summary>The types that are written, for the serializer's generator.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ValidationJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(OutcomeJson))]
[JsonSerializable(typeof(ConfirmationJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(WatchedStatusJson))]
[JsonSerializable(typeof(RehearsalJson))]
[JsonSerializable(typeof(ProofJson))]
[JsonSerializable(typeof(ExaminationJson))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(SavedPlanJson))]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class JsonTypes : JsonSerializerContext;
