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
/// <param name="Value">Reads it; <c>null</c> in a desired resource = not managed.</param>
/// <param name="Mutability">How a difference is made good.</param>
/// <param name="Impact">What making it good in place does to traffic.</param>
public sealed record Field<TResource>(
    string Name,
    Func<TResource, object?> Value,
    Mutability Mutability = Mutability.InPlace,
    Impact Impact = Impact.Hitless);

/// <summary>A field that differs, with both values as text.</summary>
/// <param name="From">The kernel's value; <c>null</c> when it has none.</param>
/// <param name="To">The wanted value.</param>
public sealed record FieldChange(string Field, string? From, string To, Mutability Mutability, Impact Impact);
