namespace Reconciler.Core.Resources;

/// <summary>What a change does to traffic.</summary>
public enum Impact
{
    /// <summary>No packet is lost.</summary>
    Hitless,

    /// <summary>Running connections break and can be opened again at once.</summary>
    ResetsFlows,

    /// <summary>The attachments named by the change are cut off for a moment, or for good.</summary>
    Interrupts,
}

/// <summary>Whether the kernel can change a field of an existing object.</summary>
public enum Mutability
{
    InPlace,

    /// <summary>Only by removing the object and making it anew.</summary>
    ByReplacing,
}

/// <summary>One field of a kind of resource that is compared between wish and kernel.</summary>
/// <param name="Name">As shown in plans, in lower case.</param>
/// <param name="Mutability">How a difference is made good.</param>
/// <param name="Impact">What making it good in place does to traffic.</param>
public abstract record Field<TResource>(string Name, Mutability Mutability, Impact Impact)
{
    /// <summary>Whether the kernel's value is not the wanted one.</summary>
    public abstract bool Differs(TResource observed, TResource desired);

    /// <summary>The value, to be shown.</summary>
    public abstract object? ValueOf(TResource resource);
}

/// <inheritdoc cref="Field{TResource}"/>
/// <param name="Value">Reads it; <c>null</c> in a desired resource = not managed.</param>
public sealed record Field<TResource, TValue>(string Name, Func<TResource, TValue> Value, Mutability Mutability, Impact Impact)
    : Field<TResource>(Name, Mutability, Impact)
{
    /// <inheritdoc/>
    public override bool Differs(TResource observed, TResource desired) =>
        Value(desired) is { } wanted && !EqualityComparer<TValue>.Default.Equals(wanted, Value(observed));

    /// <inheritdoc/>
    public override object? ValueOf(TResource resource) => Value(resource);
}

/// <summary>A field that differs, with both values as text.</summary>
/// <param name="From">The kernel's value; <c>null</c> when it has none.</param>
/// <param name="To">The wanted value.</param>
public sealed record FieldChange(string Field, string? From, string To, Mutability Mutability, Impact Impact);
