using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.Definitions;

/// <summary>The document <c>Network</c>.</summary>
internal static class NetworkDefinition
{
    private static readonly Field<NetworkMode> Mode = Field.Required(
        "mode", new ChoiceShape<NetworkMode>(("bridge", NetworkMode.Bridge), ("overlay", NetworkMode.Overlay), ("macvlan", NetworkMode.Macvlan), ("host", NetworkMode.Host), ("none", NetworkMode.None)),
        NetworkMode.Bridge,
        "How containers are connected. bridge: a Linux bridge with the gateway addresses, and a veth pair for each attachment; "
        + "overlay: such a bridge on each node, joined by VXLAN; macvlan: containers are on the physical network of one of the host's interfaces; host: containers share the host's namespace; none: a namespace with lo and nothing else.");

    private static readonly Field<ValueList<SubnetSpec>> Subnets = Field.Optional(
        "subnets", new ListShape<SubnetSpec>("a list of subnets", SubnetDefinition.Shape),
        "Where addresses come from; at most one subnet per address family.");

    private static readonly Field<int?> Mtu = Field.OptionalValue(
        "mtu", new NumberShape(68, 65535),
        "The largest packet in bytes; at least 1280 with IPv6. Default: the smallest MTU of the interfaces of the host's default routes.");

    private static readonly Field<UplinkSpec> Uplink = Field.Defaulted(
        "uplink", UplinkDefinition.Shape, UplinkSpec.Of(Core.Documents.Uplink.Nat), "nat",
        "How the network reaches the outside, for both families or {ipv4: …, ipv6: …}. nat: masqueraded, reachable by published ports; "
        + "routed: not translated; none: internal.");

    private static readonly Field<ValueList<IpAddress>> UplinkAddress = Field.Optional(
        "uplinkAddress", new ListShape<IpAddress>("a list of addresses", CommonShapes.Address),
        "At most one per family: the source of what leaves a network with uplink nat. Default: the outgoing interface's address.");

    private static readonly Field<InterContainerTraffic> InterContainerTraffic = Field.Defaulted(
        "interContainerTraffic", new ChoiceShape<InterContainerTraffic>(
            ("allow", Core.Documents.InterContainerTraffic.Allow), ("deny", Core.Documents.InterContainerTraffic.Deny)),
        Core.Documents.InterContainerTraffic.Allow, "allow", "Whether containers of this network reach each other.");

    private static readonly Field<ValueList<string>> ReachableFrom = Field.Optional(
        "reachableFrom", new ListShape<string>("a list of networks", CommonShapes.Name),
        "Other Networks whose containers may open connections to this one. Default: none.");

    private static readonly Field<string> BridgeInterface = Field.Optional(
        "interface", CommonShapes.InterfaceName,
        "The bridge's name. Default: br- and the network's name, hashed where it does not fit into 15 bytes.");

    private static readonly Field<bool> BridgeExternal = Field.Defaulted(
        "external", new BooleanShape(), false, "false", "The bridge exists already: containers join it, and it stays as it is.");

    private static readonly Field<BridgeSpec> Bridge = Field.Defaulted(
        "bridge", new MappingShape<BridgeSpec>(
            "the bridge's settings", [BridgeInterface, BridgeExternal], said => new()
            {
                Interface = said.Get(BridgeInterface),
                External = said.Get(BridgeExternal),
            }),
        new BridgeSpec(), null, "Settings of the mode bridge.");

    private static readonly Field<MacvlanSpec> Macvlan = Field.Optional("macvlan", MacvlanDefinition.Shape, "Settings of the mode macvlan.");

    private static readonly Field<OverlaySpec> Overlay = Field.Optional("overlay", OverlayDefinition.Shape, "Settings of the mode overlay.");

    private static readonly Field<DnsSpec> Dns = Field.Optional(
        "dns", DnsDefinition.Shape, "How names of attachments resolve inside the network, which they do by default.");

    private static readonly Shape<NetworkSpec> Spec = new MappingShape<NetworkSpec>(
        "a network", [Mode, Subnets, Mtu, Uplink, UplinkAddress, InterContainerTraffic, ReachableFrom, Dns, Bridge, Macvlan, Overlay], said => new()
        {
            Mode = said.Get(Mode),
            Subnets = said.Get(Subnets),
            Mtu = said.Get(Mtu),
            Uplink = said.Get(Uplink),
            UplinkAddress = said.Get(UplinkAddress),
            InterContainerTraffic = said.Get(InterContainerTraffic),
            ReachableFrom = said.Get(ReachableFrom),
            Dns = said.Get(Dns),
            Bridge = said.Get(Bridge),
            Macvlan = said.Get(Macvlan),
            Overlay = said.Get(Overlay),
        });

    public static DocumentDefinition<NetworkSpec> Document { get; } = new(
        DocumentKind.Network, "A network that containers are attached to.", Spec, new NetworkRules());
}
