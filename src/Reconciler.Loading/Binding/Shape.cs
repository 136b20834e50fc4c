using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>What a value may look like: one definition that reads it and describes it to editors.</summary>
internal abstract class Shape
{
    /// <summary>Reads a value as an object; <c>null</c> when it is at fault.</summary>
    public abstract object? ReadObject(YamlNode node, DocumentBinding binding);

    /// <summary>Writes the members of the value's JSON Schema, without the braces around them.</summary>
    public abstract void Describe(Utf8JsonWriter json);

    /// <summary>Writes a JSON Schema under a name, with what this shape says.</summary>
    public void Describe(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        Describe(json);
        json.WriteEndObject();
    }
}

/// <summary>A shape whose values become a <typeparamref name="T"/>.</summary>
internal abstract class Shape<T> : Shape
    where T : notnull
{
    /// <summary>Reads a value; all its faults are reported, and false says that nothing can be made of it.</summary>
    public abstract bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out T value);

    public sealed override object? ReadObject(YamlNode node, DocumentBinding binding) =>
        TryRead(node, binding, out T? value) ? value : null;
}
