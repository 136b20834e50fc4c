using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Benchmarks.Results;

/// <summary>The measurements as JSON, one sample to a line.</summary>
internal static class MeasurementFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where they are kept, beside the page that shows them.</summary>
    public static string Default { get; } = Path.Combine(Product.Root, "docs", "performance", "results.json");

    /// <summary>Reads them; of a file that does not exist: none.</summary>
    public static Measurements Read(string path) => File.Exists(path) ? Parse(File.ReadAllText(path)) : new();

    /// <exception cref="JsonException">It is no such file.</exception>
    public static Measurements Parse(string json) => JsonSerializer.Deserialize<Measurements>(json, Options) ?? throw new JsonException("no measurements");

    /// <summary>Puts what was measured now in the place of what the file had of it.</summary>
    public static void Update(string path, Func<Measurements, Measurements> change)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, Text(change(Read(path)) with { Machine = Machine.Here() }));
    }

    /// <summary>The file's text.</summary>
    public static string Text(Measurements measurements)
    {
        JsonObject all = JsonSerializer.SerializeToNode(measurements, Options)!.AsObject();
        IEnumerable<string> members = all.Select(member => $"  \"{member.Key}\": {Text(member.Value)}");
        return $"{{\n{string.Join(",\n", members)}\n}}\n";
    }

    private static string Text(JsonNode? value) => value is JsonArray { Count: > 0 } list
        ? $"[\n{string.Join(",\n", list.Select(e => "    " + e!.ToJsonString(Options)))}\n  ]"
        : value?.ToJsonString(Options) ?? "null";
}
