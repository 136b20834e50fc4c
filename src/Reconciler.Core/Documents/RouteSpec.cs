using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>One entry of <c>spec.routes</c>: a static route of the container.</summary>
public sealed record RouteSpec
{
    public required IpPrefix To { get; init; }

    /// <summary>The next hop; unsaid: the destination is on the attachment's link.</summary>
    public IpAddress? Via { get; init; }

    /// <summary>What the kernel sorts equal destinations by, the lowest first; unsaid: the family's default.</summary>
    public int? Metric { get; init; }

    public RouteType Type { get; init; } = RouteType.Unicast;
}

/// <summary>What becomes of packets that a route takes; the values are <c>RTN_*</c> of linux/rtnetlink.h.</summary>
public enum RouteType : byte
{
    /// <summary>They are sent on.</summary>
    Unicast = 1,

    /// <summary>They are dropped silently.</summary>
    Blackhole = 6,

    /// <summary>They are refused as 'host unreachable'.</summary>
    Unreachable = 7,

    /// <summary>They are refused as 'administratively prohibited'.</summary>
    Prohibit = 8,
}
