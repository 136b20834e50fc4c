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
        List<FieldChange> changes = [];
        foreach (Field<TResource> field in Fields)
        {
            object? wanted = field.Value((TResource)desired);
            object? found = field.Value((TResource)observed);
            if (wanted is not null && !wanted.Equals(found))
                changes.Add(new(field.Name, Text(found), Text(wanted)!, field.Mutability, field.Impact));
        }
        return changes.ToValueList();
    }

    public sealed override string Describe(Resource resource) =>
        string.Join('\n', Fields.Select(f => $"{f.Name}={Text(f.Value((TResource)resource))}"));

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
