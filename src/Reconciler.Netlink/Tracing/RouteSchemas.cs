using System.Runtime.CompilerServices;
using Reconciler.Netlink.Route;
using static Reconciler.Netlink.Tracing.Formats;

namespace Reconciler.Netlink.Tracing;

/// <summary>What rtnetlink's messages hold.</summary>
internal static class RouteSchemas
{
    public static AttributeSchema Address { get; } = AttributeSchema.Of<AddressAttribute>(
        (AddressAttribute.Address, Formats.Address),
        (AddressAttribute.Local, Formats.Address),
        (AddressAttribute.Broadcast, Formats.Address),
        (AddressAttribute.Flags, Number),
        (AddressAttribute.Protocol, Number));

    public static AttributeSchema Route { get; } = AttributeSchema.Of<RouteAttribute>(
        (RouteAttribute.Destination, Formats.Address),
        (RouteAttribute.Gateway, Formats.Address),
        (RouteAttribute.PreferredSource, Formats.Address),
        (RouteAttribute.OutputInterface, Number),
        (RouteAttribute.Priority, Number),
        (RouteAttribute.Table, Number));

    public static AttributeSchema Neighbour { get; } = AttributeSchema.Of<NeighbourAttribute>(
        (NeighbourAttribute.Destination, Formats.Address),
        (NeighbourAttribute.LinkLayerAddress, LinkLayerAddress),
        (NeighbourAttribute.Vlan, Number),
        (NeighbourAttribute.Vni, Number),
        (NeighbourAttribute.Master, Number),
        (NeighbourAttribute.Protocol, Number));

    public static AttributeSchema TrafficControl { get; } = AttributeSchema.Of<TrafficControlAttribute>(
        (TrafficControlAttribute.Kind, Text),
        (TrafficControlAttribute.Options, Nested(AttributeSchema.Of<TokenBucketAttribute>(
            (TokenBucketAttribute.Rate64, Number),
            (TokenBucketAttribute.Burst, Number)))));

    public static AttributeSchema NamespaceId { get; } = AttributeSchema.Of<NamespaceIdAttribute>(
        (NamespaceIdAttribute.Id, Number),
        (NamespaceIdAttribute.Descriptor, Number));

    public static AttributeSchema Link { get; } = AttributeSchema.Of<LinkAttribute>(
        (LinkAttribute.Name, Text),
        (LinkAttribute.Alias, Text),
        (LinkAttribute.Address, LinkLayerAddress),
        (LinkAttribute.Mtu, Number),
        (LinkAttribute.Link, Number),
        (LinkAttribute.Qdisc, Text),
        (LinkAttribute.Master, Number),
        (LinkAttribute.Group, Number),
        (LinkAttribute.NamespaceDescriptor, Number),
        (LinkAttribute.ExtendedMask, Number),
        (LinkAttribute.TransmitQueues, Number),
        (LinkAttribute.ReceiveQueues, Number),
        (LinkAttribute.LinkNamespaceId, Number),
        (LinkAttribute.AddressFamilies, Nested(Families)),
        (LinkAttribute.LinkInfo, Nested(LinkInfo)));

    private static AttributeSchema Families => AttributeSchema.Of<LinkFamilyAttribute>(
        (LinkFamilyAttribute.IPv6, Nested(AttributeSchema.Of<LinkIPv6Attribute>((LinkIPv6Attribute.AddressGeneration, Number)))));

    private static AttributeSchema LinkInfo => AttributeSchema.Of<LinkInfoAttribute>(
        (LinkInfoAttribute.Kind, Text),
        (LinkInfoAttribute.Data, ByKind(new()
        {
            [LinkKindData.Bridge] = Bridge,
            [LinkKindData.Macvlan] = Macvlan,
            [LinkKindData.Veth] = Veth,
            [LinkKindData.Vlan] = Vlan,
            [LinkKindData.Vxlan] = Vxlan,
        })),
        (LinkInfoAttribute.PortKind, Text),
        (LinkInfoAttribute.PortData, ByKind(new() { [LinkKindData.Bridge] = BridgePort })));

    private static AttributeSchema Bridge => AttributeSchema.Of<BridgeAttribute>(
        (BridgeAttribute.ForwardDelay, Number),
        (BridgeAttribute.AgeingTime, Number),
        (BridgeAttribute.SpanningTree, Number),
        (BridgeAttribute.MulticastSnooping, Number));

    private static AttributeSchema BridgePort => AttributeSchema.Of<BridgePortAttribute>(
        (BridgePortAttribute.Hairpin, Number),
        (BridgePortAttribute.Learning, Number),
        (BridgePortAttribute.UnicastFlood, Number),
        (BridgePortAttribute.NeighbourSuppression, Number),
        (BridgePortAttribute.Isolated, Number));

    private static AttributeSchema Macvlan => AttributeSchema.Of<MacvlanAttribute>((MacvlanAttribute.Mode, Number));

    private static AttributeSchema Vlan => AttributeSchema.Of<VlanAttribute>((VlanAttribute.Id, Number));

    private static AttributeSchema Vxlan => AttributeSchema.Of<VxlanAttribute>(
        (VxlanAttribute.Id, Number),
        (VxlanAttribute.Local, Formats.Address),
        (VxlanAttribute.Local6, Formats.Address),
        (VxlanAttribute.Port, NetworkNumber),
        (VxlanAttribute.Learning, Number));

    private static AttributeSchema Veth => AttributeSchema.Of<VethAttribute>(
        (VethAttribute.Peer, Nested(Unsafe.SizeOf<LinkHeader>(), () => Link)));
}
