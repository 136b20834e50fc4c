using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary>
/// Options of a bridge (<c>IFLA_BR_*</c>); what is <c>null</c> is not in the message. There is none for VLAN filtering: a kernel
/// built without it refuses the whole message even for 'off'.
/// </summary>
public sealed record BridgeOptions : LinkOptions
{
    /// <summary><c>IFLA_BR_FORWARD_DELAY</c> in hundredths of a second.</summary>
    public uint? ForwardDelay { get; init; }

    /// <summary><c>IFLA_BR_AGEING_TIME</c> in hundredths of a second.</summary>
    public uint? AgeingTime { get; init; }

    /// <summary><c>IFLA_BR_STP_STATE</c>.</summary>
    public bool? SpanningTree { get; init; }

    /// <summary><c>IFLA_BR_MCAST_SNOOPING</c>.</summary>
    public bool? MulticastSnooping { get; init; }

    internal static BridgeOptions Read(AttributeView<LinkInfoAttribute> data)
    {
        BridgeOptions options = new();
        foreach (AttributeView<BridgeAttribute> attribute in data.Nested<BridgeAttribute>())
        {
            options = attribute.Type switch
            {
                BridgeAttribute.ForwardDelay => options with { ForwardDelay = attribute.As<uint>() },
                BridgeAttribute.AgeingTime => options with { AgeingTime = attribute.As<uint>() },
                BridgeAttribute.SpanningTree => options with { SpanningTree = attribute.As<uint>() != 0 },
                BridgeAttribute.MulticastSnooping => options with { MulticastSnooping = attribute.As<byte>() != 0 },
                _ => options,
            };
        }

        return options;
    }

    internal override void Write(Scope<LinkInfoAttribute> info)
    {
        using Scope<BridgeAttribute> data = info.Nest<BridgeAttribute>(LinkInfoAttribute.Data);
        if (ForwardDelay is not null)
            data.Put(BridgeAttribute.ForwardDelay, ForwardDelay.Value);
        if (AgeingTime is not null)
            data.Put(BridgeAttribute.AgeingTime, AgeingTime.Value);
        if (SpanningTree is not null)
            data.Put(BridgeAttribute.SpanningTree, SpanningTree.Value ? 1u : 0u);
        if (MulticastSnooping is not null)
            data.Put(BridgeAttribute.MulticastSnooping, MulticastSnooping.Value);
    }
}
