using System.Text.Json;

namespace Reconciler.Loading.Binding;

/// <summary>One field of a mapping.</summary>
/// <param name="Name">As in the YAML.</param>
/// <param name="Shape">What its value looks like.</param>
/// <param name="Description">One sentence, for editors and for the message when it is missing.</param>
internal abstract record Field(string Name, Shape Shape, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>What editors are told to be the default; <c>null</c>: the description says it.</summary>
    public string? DefaultWord { get; init; }

    /// <summary>Whether the rest of the mapping can be checked without this required field.</summary>
    public bool HasStandIn { get; init; }

    /// <summary>A field that must be said.</summary>
    public static Field<T> Required<T>(string name, Shape<T> shape, string description)
        where T : notnull => new(name, shape, description) { IsRequired = true };

    /// <summary>A field that must be said; what else is said is checked even when it is at fault.</summary>
    /// <param name="standIn">What the rules see then; they must find nothing wrong with it.</param>
    public static Field<T> Required<T>(string name, Shape<T> shape, T standIn, string description)
        where T : notnull => new(name, shape, description) { IsRequired = true, HasStandIn = true, Default = standIn };

    /// <summary>A field that may be left out: then it is the type's default.</summary>
    public static Field<T> Optional<T>(string name, Shape<T> shape, string description)
        where T : notnull => new(name, shape, description);

    /// <summary>A field that may be left out: then it is <c>null</c>.</summary>
    public static Field<T?> OptionalValue<T>(string name, Shape<T> shape, string description)
        where T : struct => new(name, shape, description);

    /// <summary>A field that may be left out: then it has a certain value.</summary>
    /// <param name="word">The value as the YAML writes it; <c>null</c> when it is no word.</param>
    public static Field<T> Defaulted<T>(string name, Shape<T> shape, T value, string? word, string description)
        where T : notnull => new(name, shape, description) { Default = value, DefaultWord = word };

    /// <summary>Writes the field's JSON Schema.</summary>
    public void Describe(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        json.WriteString("description", Description);
        Shape.Describe(json);
        if (DefaultWord is "true" or "false")
            json.WriteBoolean("default", DefaultWord == "true");
        else if (DefaultWord is not null)
            json.WriteString("default", DefaultWord);
        json.WriteEndObject();
    }
}

/// <summary>A field whose value becomes a <typeparamref name="T"/>.</summary>
internal sealed record Field<T>(string Name, Shape Shape, string Description) : Field(Name, Shape, Description)
{
    public T? Default { get; init; }
}
