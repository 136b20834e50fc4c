using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>The rules of one kind of resource: what differs, what the kernel cannot change in place, and which steps make it so.</summary>
public abstract class ResourceKind
{
    /// <summary>The first part of a <see cref="ResourceId"/>, such as <c>link</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What taking an object of this kind away does to traffic.</summary>
    public abstract Impact RemovalImpact { get; }

    /// <summary>Whether nothing stands on objects of this kind: no resource depends on one, or goes with it.</summary>
    public virtual bool IsLeaf => false;

    /// <summary>The fields in which the kernel's object is not as wished.</summary>
    public abstract ValueList<FieldChange> Compare(Resource observed, Resource desired);

    /// <summary>All that is compared of a resource, as text, a line for each field; a key shows its hash.</summary>
    public abstract string Describe(Resource resource);

    /// <summary>The steps that make the change, each with its place in the order.</summary>
    public abstract IEnumerable<Step> Steps(Change change);

    /// <summary>The commands that a person would have typed for a step.</summary>
    public abstract IEnumerable<string> Commands(Step step);
}

/// <inheritdoc cref="ResourceKind"/>
public abstract class ResourceKind<TResource> : ResourceKind
    where TResource : Resource
{
    /// <summary>The fields that are compared, in the order in which plans show them.</summary>
    protected abstract ValueList<Field<TResource>> Fields { get; }

    public sealed override ValueList<FieldChange> Compare(Resource observed, Resource desired)
    {
        TResource found = (TResource)observed, wanted = (TResource)desired;
        ValueList<FieldChange> changes = [];
        foreach (Field<TResource> field in Fields)
        {
            if (field.Differs(found, wanted))
                changes = [.. changes, new(field.Name, Text(field.ValueOf(found)), Text(field.ValueOf(wanted))!, field.Mutability, field.Impact)];
        }
        return changes;
    }

    public sealed override string Describe(Resource resource) =>
        string.Join('\n', Fields.Select(f => $"{f.Name}={Text(f.ValueOf((TResource)resource))}"));

    /// <summary>A field that is changed in place, without harm to traffic, unless said.</summary>
    protected static Field<TResource> Compared<TValue>(
        string name, Func<TResource, TValue> value, Mutability mutability = Mutability.InPlace, Impact impact = Impact.Hitless) =>
        new Field<TResource, TValue>(name, value, mutability, impact);

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
