using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary><c>metadata.labels</c>: keys that the user chooses, and texts; sorted by key.</summary>
internal sealed class LabelsShape : Shape<ValueList<Label>>
{
    private static readonly TextShape Value = new("a text");

    public override bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out ValueList<Label> value)
    {
        value = [];
        if (node is not YamlMapping mapping)
        {
            binding.ReportType(node, "a mapping of labels", "write it as in {app: web}");
            return false;
        }
        List<Label> labels = new(mapping.Entries.Count);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (Value.TryRead(entry.Value, binding, out string? text))
                labels.Add(new(entry.Key.Text, text));
        }
        value = labels.OrderBy(l => l.Key, StringComparer.Ordinal).ToValueList();
        return true;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        Value.Describe(json, "additionalProperties");
    }
}
