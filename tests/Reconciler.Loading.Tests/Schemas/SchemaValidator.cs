using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reconciler.Loading.Tests.Schemas;

/// <summary>As much of JSON Schema as the program's schemas use; a word that it does not know is a failure.</summary>
internal sealed class SchemaValidator(JsonNode root)
{
    public IReadOnlyList<string> FaultsOf(JsonNode? value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonNode schema, JsonNode? value, string path) =>
        schema.AsObject().SelectMany(word => Check(schema, word.Key, word.Value!, value, path));

    private IEnumerable<string> Check(JsonNode schema, string word, JsonNode rule, JsonNode? value, string path) => word switch
    {
        "$schema" or "title" or "description" or "default" or "examples" or "$defs" or "then" => [],
        "$ref" => Check(root["$defs"]![((string)rule!).Split('/')[^1]]!, value, path),
        "if" => IsValid(rule, value) ? Check(schema["then"]!, value, path) : [],
        "allOf" => rule.AsArray().SelectMany(r => Check(r!, value, path)),
        "anyOf" => rule.AsArray().Any(r => IsValid(r!, value)) ? [] : [$"{path}: none of anyOf"],
        "oneOf" => rule.AsArray().Count(r => IsValid(r!, value)) == 1 ? [] : [$"{path}: not one of oneOf"],
        "type" => Types(rule).Any(t => IsOf(t, value)) ? [] : [$"{path}: not of type {rule}"],
        "enum" => rule.AsArray().Any(r => JsonNode.DeepEquals(r, value)) ? [] : [$"{path}: not one of {rule}"],
        "const" => JsonNode.DeepEquals(rule, value) ? [] : [$"{path}: not {rule}"],
        "pattern" => value is not JsonValue v || !v.TryGetValue(out string? text) || Regex.IsMatch(text, (string)rule!) ? [] : [$"{path}: not like {rule}"],
        "maxLength" => value is not JsonValue v || !v.TryGetValue(out string? text) || text.Length <= (int)rule ? [] : [$"{path}: too long"],
        "minimum" => value is not JsonValue v || !v.TryGetValue(out double number) || number >= (double)rule ? [] : [$"{path}: too small"],
        "maximum" => value is not JsonValue v || !v.TryGetValue(out double number) || number <= (double)rule ? [] : [$"{path}: too large"],
        "minItems" => value is not JsonArray few || few.Count >= (int)rule ? [] : [$"{path}: too few"],
        "items" => value is JsonArray items ? items.SelectMany((item, i) => Check(rule, item, $"{path}[{i}]")) : [],
        "properties" => value is JsonObject o ? o.Where(p => rule[p.Key] is not null).SelectMany(p => Check(rule[p.Key]!, p.Value, $"{path}.{p.Key}")) : [],
        "required" => value is JsonObject o ? rule.AsArray().Where(r => !o.ContainsKey((string)r!)).Select(r => $"{path}: no {r}") : [],
        "additionalProperties" => value is JsonObject o ? o.Where(p => schema["properties"]?[p.Key] is null).SelectMany(p => CheckOther(rule, p, path)) : [],
        "dependentRequired" => value is JsonObject o ? rule.AsObject().Where(d => o.ContainsKey(d.Key)).SelectMany(d => Check(schema, "required", d.Value!, value, path)) : [],
        _ => throw new NotSupportedException($"the schema uses '{word}'"),
    };

    private IEnumerable<string> CheckOther(JsonNode rule, KeyValuePair<string, JsonNode?> property, string path) =>
        rule is JsonObject ? Check(rule, property.Value, $"{path}.{property.Key}") : [$"{path}: unknown {property.Key}"];

    private bool IsValid(JsonNode schema, JsonNode? value) => !Check(schema, value, "").Any();

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray several ? several.Select(t => (string)t!) : [(string)rule!];

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger((double)value!),
        _ => false,
    };
}
