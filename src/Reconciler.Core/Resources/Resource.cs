using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>
/// One fact about the kernel, wished or read: desired and observed resources are the same records. A property that is <c>null</c>
/// in a desired resource is not managed.
/// </summary>
public abstract record Resource
{
    private Remembered remembered;

    /// <summary>What is known of nothing yet.</summary>
    protected Resource()
    {
    }

    /// <summary>A copy may become another resource, so it does not take over what is remembered.</summary>
    protected Resource(Resource original) => remembered = original.remembered with { Id = null };

    /// <summary>What makes the resource the same one when its fields differ. It is asked for again and again, and made once.</summary>
    public ResourceId Id => remembered.Id ??= Identity;

    /// <summary>Makes <see cref="Id"/>.</summary>
    protected abstract ResourceId Identity { get; }

    /// <summary>The rules of the resource's kind.</summary>
    public abstract ResourceKind Kind { get; }

    /// <summary>What a plan shows behind the name of one that is made or goes, such as <c>via 10.20.0.1</c>; empty when the name says all.</summary>
    public virtual string Detail => "";

    /// <summary>What is read as something to lead back to: what only a mistake takes away, and no request, is not wished to be missing.</summary>
    public virtual Resource AsWish => this;

    /// <summary>The identities that exist because it does: its own, and others.</summary>
    public IEnumerable<ResourceId> Provides => [Id, .. AlsoProvides];

    /// <summary>Other identities that exist because it does: for a veth pair, that of the container's end.</summary>
    public virtual ValueList<ResourceId> AlsoProvides => [];

    /// <summary>What must exist before it.</summary>
    public virtual IEnumerable<ResourceId> DependsOn => [];

    /// <summary>What takes it along when it goes: the kernel removes it without being asked. Part of <see cref="DependsOn"/>.</summary>
    public virtual IEnumerable<ResourceId> VanishesWith => [];

    // Of no weight when resources are compared.
    private struct Remembered : IEquatable<Remembered>
    {
        public ResourceId? Id;

        public readonly bool Equals(Remembered other) => true;

        public override readonly bool Equals(object? obj) => obj is Remembered;

        public override readonly int GetHashCode() => 0;
    }
}

/// <summary>Whom an observed resource belongs to.</summary>
public enum Ownership
{
    /// <summary>It carries this owner's mark, or lies in something that does.</summary>
    Owned,

    /// <summary>It carries no mark of ours, or another owner's: read, never touched.</summary>
    Foreign,

    /// <summary>It has no owner (a sysctl, a loopback device): set when wanted, never removed.</summary>
    Shared,
}

/// <summary>A resource as the kernel has it.</summary>
/// <param name="Owner">The name of the other owner whose mark a foreign resource carries; <c>null</c> otherwise.</param>
public sealed record Observed(Resource Resource, Ownership Ownership, string? Owner = null);
