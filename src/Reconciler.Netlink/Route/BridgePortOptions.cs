using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary>Options of a bridge's port (<c>IFLA_BRPORT_*</c>); what is <c>null</c> is not in the message.</summary>
public sealed record BridgePortOptions
{
    /// <summary><c>IFLA_BRPORT_MODE</c>: frames may leave by the port they came in by.</summary>
    public bool? Hairpin { get; init; }

    /// <summary><c>IFLA_BRPORT_LEARNING</c>.</summary>
    public bool? Learning { get; init; }

    /// <summary><c>IFLA_BRPORT_UNICAST_FLOOD</c>.</summary>
    public bool? UnicastFlood { get; init; }

    /// <summary><c>IFLA_BRPORT_NEIGH_SUPPRESS</c>: the bridge answers ARP and ND for those behind the port, as far as it knows them.</summary>
    public bool? NeighbourSuppression { get; init; }

    /// <summary><c>IFLA_BRPORT_ISOLATED</c>: no frames from or to other isolated ports.</summary>
    public bool? Isolated { get; init; }

    internal void Write(Scope<LinkInfoAttribute> info)
    {
        info.PutString(LinkInfoAttribute.PortKind, LinkKindData.Bridge);
        using Scope<BridgePortAttribute> data = info.Nest<BridgePortAttribute>(LinkInfoAttribute.PortData);
        Put(data, BridgePortAttribute.Hairpin, Hairpin);
        Put(data, BridgePortAttribute.Learning, Learning);
        Put(data, BridgePortAttribute.UnicastFlood, UnicastFlood);
        Put(data, BridgePortAttribute.NeighbourSuppression, NeighbourSuppression);
        Put(data, BridgePortAttribute.Isolated, Isolated);
    }

    internal static BridgePortOptions Read(AttributeView<LinkInfoAttribute> data)
    {
        BridgePortOptions options = new();
        foreach (AttributeView<BridgePortAttribute> attribute in data.Nested<BridgePortAttribute>())
        {
            options = attribute.Type switch
            {
                BridgePortAttribute.Hairpin => options with { Hairpin = attribute.As<byte>() != 0 },
                BridgePortAttribute.Learning => options with { Learning = attribute.As<byte>() != 0 },
                BridgePortAttribute.UnicastFlood => options with { UnicastFlood = attribute.As<byte>() != 0 },
                BridgePortAttribute.NeighbourSuppression => options with { NeighbourSuppression = attribute.As<byte>() != 0 },
                BridgePortAttribute.Isolated => options with { Isolated = attribute.As<byte>() != 0 },
                _ => options,
            };
        }

        return options;
    }

    private static void Put(Scope<BridgePortAttribute> data, BridgePortAttribute type, bool? value)
    {
        if (value is not null)
            data.Put(type, value.Value);
    }
}
