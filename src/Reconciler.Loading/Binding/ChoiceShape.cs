using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>One of a few words.</summary>
internal sealed class ChoiceShape<T>(params IReadOnlyList<(string Word, T Value)> choices) : Shape<T>
    where T : notnull
{
    private readonly string[] words = [.. choices.Select(c => c.Word)];

    public override bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            binding.ReportType(node, $"one of {string.Join(", ", words)}");
            return false;
        }
        int found = Array.IndexOf(words, scalar.Text);
        if (found < 0)
        {
            binding.Report(StructureDiagnostics.UnknownChoice(scalar, words));
            return false;
        }
        value = choices[found].Value;
        return true;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("enum");
        foreach (string word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
