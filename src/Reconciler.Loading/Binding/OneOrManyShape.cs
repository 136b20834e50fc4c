using System.Text.Json;
using Reconciler.Core.Values;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>A list of values; of one alone, the brackets may be left out.</summary>
/// <param name="expected">For messages: 'a list of addresses'.</param>
internal sealed class OneOrManyShape<T>(string expected, Shape<T> item) : Shape<ValueList<T>>
    where T : notnull
{
    private readonly ListShape<T> many = new(expected, item);

    public override bool TryRead(YamlNode node, DocumentBinding binding, out ValueList<T> value)
    {
        if (node is not YamlScalar)
            return many.TryRead(node, binding, out value);
        bool read = item.TryRead(node, binding, out T? one);
        value = read ? [one!] : [];
        return read;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("oneOf");
        foreach (Shape form in (Shape[])[item, many])
        {
            json.WriteStartObject();
            form.Describe(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
