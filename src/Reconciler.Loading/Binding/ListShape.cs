using System.Text.Json;
using Reconciler.Core.Values;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>A list of values of one shape; entries at fault are left out.</summary>
/// <param name="expected">For messages: 'a list of addresses'.</param>
internal sealed class ListShape<T>(string expected, Shape<T> item) : Shape<ValueList<T>>
    where T : notnull
{
    /// <summary>Why it needs an entry, as a hint; <c>null</c>: it needs none.</summary>
    public string? WhenEmpty { get; init; }

    public override bool TryRead(YamlNode node, DocumentBinding binding, out ValueList<T> value)
    {
        value = [];
        if (node is not YamlSequence sequence)
        {
            binding.ReportType(node, expected, node is YamlScalar scalar ? $"put it in brackets: [{scalar.Text}]" : null);
            return false;
        }
        if (sequence.Items.Length == 0 && WhenEmpty is not null)
            binding.Report(StructureDiagnostics.EmptyList(sequence.At, WhenEmpty));
        T[] items = new T[sequence.Items.Length];
        List<YamlNode>? kept = null;
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            if (item.TryRead(sequence.Items[i], binding, out T? read))
            {
                items[count++] = read;
                kept?.Add(sequence.Items[i]);
            }
            else
            {
                kept ??= [.. sequence.Items[..i]];
            }
        }
        if (kept is not null)
            binding.Keep(sequence, [.. kept]);
        value = new(kept is null ? items : items[..count]);
        return true;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "array");
        if (WhenEmpty is not null)
            json.WriteNumber("minItems", 1);
        item.Describe(json, "items");
    }
}
