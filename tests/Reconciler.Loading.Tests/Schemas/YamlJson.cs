using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Tests.Schemas;

/// <summary>A YAML tree as an editor sees it: the values of YAML 1.2's core schema.</summary>
internal static class YamlJson
{
    public static JsonNode? Of(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true } scalar => OfPlain(scalar.Text),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        YamlSequence sequence => new JsonArray([.. sequence.Items.ToArray().Select(Of)]),
        YamlMapping mapping => new JsonObject(mapping.Entries.ToArray().Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static JsonValue OfPlain(string text) => text switch
    {
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when text.StartsWith("0x", StringComparison.Ordinal) =>
            JsonValue.Create((double)long.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
