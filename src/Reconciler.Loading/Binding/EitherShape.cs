using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>A value with a short form, which is a text, and a long form, which is a mapping.</summary>
internal sealed class EitherShape<TShort, T>(Shape<TShort> brief, Func<TShort, T> expand, Shape<T> full) : Shape<T>
    where TShort : notnull
    where T : notnull
{
    public override bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out T value)
    {
        if (node is YamlMapping)
            return full.TryRead(node, binding, out value);
        bool read = brief.TryRead(node, binding, out TShort? text);
        value = read ? expand(text!) : default;
        return read;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("oneOf");
        foreach (Shape form in (Shape[])[brief, full])
        {
            json.WriteStartObject();
            form.Describe(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
