using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reconciler.Core.Values;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>A mapping of keys that the user chooses to values of one shape, in the order of the file.</summary>
/// <param name="expected">For messages: 'a mapping of attachments to addresses'.</param>
/// <param name="hint">What to write instead of anything else.</param>
internal sealed class NamedValuesShape<T>(string expected, Shape<T> item, string? hint = null) : Shape<ValueList<KeyValuePair<string, T>>>
    where T : notnull
{
    public override bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out ValueList<KeyValuePair<string, T>> value)
    {
        value = [];
        if (node is not YamlMapping mapping)
        {
            binding.ReportType(node, expected, hint);
            return false;
        }
        KeyValuePair<string, T>[] read = new KeyValuePair<string, T>[mapping.Entries.Length];
        int count = 0;
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (item.TryRead(entry.Value, binding, out T? one))
                read[count++] = new(entry.Key, one);
        }
        value = new(count == read.Length ? read : read[..count]);
        return true;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        item.Describe(json, "additionalProperties");
    }
}
