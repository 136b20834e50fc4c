using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>Reads a value from a text.</summary>
internal delegate bool TextParser<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>A text of a certain form, such as an address.</summary>
/// <param name="expected">For messages: 'an IP address'.</param>
/// <param name="pattern">The form as a regular expression, for editors; it may accept more than the parser.</param>
internal sealed class ParsedShape<T>(string expected, string pattern, TextParser<T> parse, params IReadOnlyList<string> examples) : Shape<T>
    where T : notnull
{
    // YAML takes "- fd00::" for a key without a value.
    private const string EndsWithColon = "put a text that ends with ':' in quotes";

    private readonly string example = string.Join(" or ", examples);

    public override bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not YamlScalar { IsNull: false } scalar)
            binding.ReportType(node, expected, node is YamlMapping ? EndsWithColon : $"write it as in {example}");
        else if (parse(scalar.Text, out value))
            return true;
        else
            binding.Report(StructureDiagnostics.Malformed(scalar, expected, example));
        return false;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", pattern);
        json.WriteStartArray("examples");
        foreach (string one in examples)
            json.WriteStringValue(one);
        json.WriteEndArray();
    }
}
