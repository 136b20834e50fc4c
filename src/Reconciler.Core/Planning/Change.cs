using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Why a resource is wanted.</summary>
/// <param name="Document">The document that wants it.</param>
/// <param name="At">The value in it that says so.</param>
public sealed record Origin(DocumentId Document, SourceLocation At);

/// <summary>A resource that is wanted.</summary>
/// <param name="Origin">What wants it; <c>null</c> when it is wanted because it was there before (undo).</param>
public sealed record Desired(Resource Resource, Origin? Origin);

/// <summary>One thing that differs between the documents and the kernel; closed, only the nested cases exist.</summary>
/// <param name="Origin">What wants it; <c>null</c> for a deletion: nothing does.</param>
public abstract record Change(Origin? Origin)
{
    /// <summary>The identity of what differs.</summary>
    public ResourceId Id => Subject.Id;

    /// <summary>Whether an existing object has to be removed by a step of its own.</summary>
    public bool Removes => this is Delete or Replace { Vanishes: false };

    /// <summary>Whether an object has to be made.</summary>
    public bool Makes => this is Create or Replace;

    /// <summary>The resource in the state that the change is about: the wished one, or the one that goes.</summary>
    public abstract Resource Subject { get; }

    /// <summary>The resource as it is; <c>null</c>: it does not exist.</summary>
    public abstract Resource? Before { get; }

    /// <summary>It is wanted and does not exist.</summary>
    public sealed record Create(Resource Desired, Origin? Origin) : Change(Origin)
    {
        public override Resource Subject => Desired;

        public override Resource? Before => null;
    }

    /// <summary>It exists, differs, and the kernel can change it in place.</summary>
    public sealed record Update(Resource Observed, Resource Desired, ValueList<FieldChange> Fields, Origin? Origin)
        : Change(Origin)
    {
        public override Resource Subject => Desired;

        public override Resource Before => Observed;
    }

    /// <summary>
    /// It exists and must be made anew: a field differs that the kernel cannot change (<see cref="Fields"/>), or something that it
    /// depends on is made anew (no fields).
    /// </summary>
    /// <param name="Vanishes">The kernel removes it together with something else that goes; only its creation is a step.</param>
    public sealed record Replace(Resource Observed, Resource Desired, ValueList<FieldChange> Fields, bool Vanishes, Origin? Origin)
        : Change(Origin)
    {
        public override Resource Subject => Desired;

        public override Resource Before => Observed;
    }

    /// <summary>It is owned and nothing wants it any more.</summary>
    public sealed record Delete(Resource Observed) : Change(Origin: null)
    {
        public override Resource Subject => Observed;

        public override Resource Before => Observed;
    }
}
