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
        if (sequence.Items.Count == 0 && WhenEmpty is not null)
            binding.Report(StructureDiagnostics.EmptyList(sequence.At, WhenEmpty));
        List<T> items = new(sequence.Items.Count);
        List<YamlNode> left = [];
        foreach (YamlNode child in sequence.Items)
        {
            if (item.TryRead(child, binding, out T? read))
                items.Add(read);
            else
                left.Add(child);
        }
        if (left.Count > 0)
            binding.LeaveOut(sequence, left);
        value = items.ToValueList();
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
