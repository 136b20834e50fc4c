using Reconciler.Core.Values;

namespace Reconciler.Kernel.Watching;

/// <summary>What of its namespace an event is about, and so what has to be looked at again.</summary>
public abstract record EventScope
{
    private EventScope()
    {
    }

    /// <summary>A link, with what is on it.</summary>
    /// <param name="Index">The kernel's number of it.</param>
    /// <param name="Name">What it is called since.</param>
    public sealed record Link(int Index, string Name) : EventScope;

    /// <summary>Addresses and routes: those of connected subnets come and go with addresses.</summary>
    public sealed record Addresses : EventScope;

    /// <summary>Neighbours and forwarding entries.</summary>
    public sealed record Neighbours : EventScope;

    /// <summary>Settings below <c>/proc/sys/net</c>.</summary>
    public sealed record Settings : EventScope;

    /// <summary>The owner's tables.</summary>
    /// <param name="Sets">The names of sets of which any element may be another.</param>
    /// <param name="Elements">Single ones of other sets.</param>
    /// <param name="HasFrame">Whether tables, sets or chains may be others, too.</param>
    /// <param name="IsWhole">Whether everything may be.</param>
    public sealed record Ruleset(ValueList<string> Sets, ValueList<ElementNews> Elements, bool HasFrame, bool IsWhole) : EventScope;

    /// <summary>It may be anything.</summary>
    public sealed record Everything : EventScope;
}
