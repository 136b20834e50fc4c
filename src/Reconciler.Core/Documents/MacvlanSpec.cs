using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary><c>spec.macvlan</c> of a <c>Network</c>.</summary>
public sealed record MacvlanSpec
{
    /// <summary>The host's interface that the containers' stand on.</summary>
    public required string Parent { get; init; }

    /// <summary>A VLAN of the parent; unsaid: its untagged packets.</summary>
    public int? Vlan { get; init; }

    public MacvlanVariant Mode { get; init; } = MacvlanVariant.Bridge;

    /// <summary>At most one per family: addresses by which host and containers reach each other.</summary>
    public ValueList<IpAddress> HostAccess { get; init; } = [];
}

/// <summary>What passes between the macvlans of one parent; the values are <c>MACVLAN_MODE_*</c> of linux/if_link.h.</summary>
public enum MacvlanVariant : byte
{
    /// <summary>Nothing.</summary>
    Private = 1,

    /// <summary>What the switch outside sends back.</summary>
    Vepa = 2,

    /// <summary>Everything, without leaving the host.</summary>
    Bridge = 4,

    /// <summary>There is only one, with the parent's own MAC address.</summary>
    Passthru = 8,
}
