using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Watching;

/// <summary>Something that the kernel told: a reason to look, and where. What differs is found by looking.</summary>
/// <param name="Namespace">Where it happened.</param>
/// <param name="What">In the kernel's terms, as in <c>RTM_DELLINK veth-web-1</c>.</param>
/// <param name="IsOurs">Whether it is about something of the owner's; otherwise it may still matter, and is not urgent.</param>
public sealed record KernelEvent(NamespaceId Namespace, string What, bool IsOurs)
{
    /// <summary>Who did it, as in <c>nft (pid 123)</c>; the kernel tells it of nf_tables only.</summary>
    public string? By { get; init; }

    /// <summary>What has to be looked at again.</summary>
    public EventScope Scope { get; init; } = new EventScope.Everything();

    /// <summary>Whether something went, which others follow from.</summary>
    public bool IsEnd => What.StartsWith("RTM_DEL", StringComparison.Ordinal) && !What.StartsWith("RTM_DELNEIGH", StringComparison.Ordinal);

    /// <summary>As in <c>RTM_DELROUTE 0.0.0.0/0 in web-1</c>.</summary>
    public override string ToString() => What + (Namespace.IsHost ? "" : $" in {Namespace}") + (By is null ? "" : $" by {By}");
}

/// <summary>What the kernel told since it was asked last.</summary>
/// <param name="IsOverrun">Whether it told more than there was room for: anything may have happened.</param>
public sealed record KernelNews(ValueList<KernelEvent> Events, bool IsOverrun)
{
    /// <summary>That nothing happened.</summary>
    public static KernelNews None { get; } = new([], false);

    /// <summary>Whether nothing happened.</summary>
    public bool IsEmpty => Events.Count == 0 && !IsOverrun;

    /// <summary>Whether something happened to what is the owner's.</summary>
    public bool IsUrgent => IsOverrun || Events.Any(e => e.IsOurs);

    /// <summary>Both.</summary>
    public KernelNews And(KernelNews later) => IsEmpty ? later : later.IsEmpty ? this : new([.. Events, .. later.Events], IsOverrun || later.IsOverrun);
}
