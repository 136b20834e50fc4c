using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.Definitions;

/// <summary>The document <c>ContainerAttachment</c>.</summary>
internal static class ContainerAttachmentDefinition
{
    private static readonly Field<ContainerSpec> Container = Field.Required(
        "container", ContainerDefinition.Shape, new ContainerSpec.Netns("unknown"),
        "Which network namespace is attached; a name NAME is short for {netns: NAME}.");

    private static readonly Field<string> Node = Field.Optional(
        "node", CommonShapes.Name, "The node that the container runs on; the others ('--node') leave it out. Default: all.");

    private static readonly Field<string> Network = Field.Required(
        "network", CommonShapes.Name, "unknown", "The name of the Network, or the built-in 'host' or 'none'.");

    private static readonly Field<string> Interface = Field.Optional(
        "interface", CommonShapes.InterfaceName, "The interface's name in the container. Default: eth0, eth1, … in document order.");

    private static readonly Field<string> HostInterface = Field.Optional(
        "hostInterface", CommonShapes.InterfaceName,
        "The interface's name on the host. Default: veth- and the attachment's name, hashed where it does not fit into 15 bytes.");

    private static readonly Field<ValueList<IpAddress>> Addresses = Field.Optional(
        "addresses", new ListShape<IpAddress>("a list of addresses", CommonShapes.Address),
        "At most one per family of the network. Default: given out automatically.");

    private static readonly Field<MacAddress?> Mac = Field.OptionalValue(
        "mac", CommonShapes.Mac, "The interface's MAC address. Default: derived from owner, network and name, so that it never changes.");

    private static readonly Field<ValueList<string>> Aliases = Field.Optional(
        "aliases", new ListShape<string>("a list of names", CommonShapes.Name), "Other names that it is found by in its network; several may share one.");

    private static readonly Field<int> GatewayPriority = Field.Defaulted(
        "gatewayPriority", new NumberShape(ContainerAttachmentSpec.NoGateway, int.MaxValue), 0, null,
        "The network with the highest one gives the container its default route, equal ones in document order; -1: never. Default: 0.");

    private static readonly Field<ValueList<RouteSpec>> Routes = Field.Optional(
        "routes", new ListShape<RouteSpec>("a list of routes", RouteDefinition.Shape), "Static routes of the container, besides its default route.");

    private static readonly ParsedShape<BitRate> Rate = new(
        "a rate (a whole number of bit, kbit, mbit or gbit per second)", "^[0-9]+([kmg]?bit)$", BitRate.TryParse, "100mbit", "512kbit");

    private static readonly Field<BitRate?> Ingress = Field.OptionalValue("ingress", Rate, "What the container may receive. Default: no limit.");

    private static readonly Field<BitRate?> Egress = Field.OptionalValue("egress", Rate, "What the container may send. Default: no limit.");

    private static readonly Field<BandwidthSpec> Bandwidth = Field.Defaulted(
        "bandwidth", new MappingShape<BandwidthSpec>("limits of bandwidth", [Ingress, Egress], said => new()
        {
            Ingress = said.Get(Ingress),
            Egress = said.Get(Egress),
        }), new BandwidthSpec(), null, "What the container may receive and send at most.");

    private static readonly Field<ValueList<KeyValuePair<string, string>>> Sysctls = Field.Optional(
        "sysctls", new NamedValuesShape<string>("a mapping of settings", new TextShape("a value"), "write it as in {net.ipv4.conf.eth0.rp_filter: 2}"),
        "Settings of the container's namespace below net. A setting that is not mentioned any more keeps its value.");

    private static readonly Field<ValueList<PortSpec>> Ports = Field.Optional(
        "ports", new ListShape<PortSpec>("a list of ports", PortDefinition.Shape), "Ports of the host that lead to the container.");

    private static readonly Shape<ContainerAttachmentSpec> Spec = new MappingShape<ContainerAttachmentSpec>(
        "an attachment", [Container, Node, Network, Interface, HostInterface, Addresses, Mac, Aliases, GatewayPriority, Routes, Bandwidth, Sysctls, Ports], said => new()
        {
            Container = said.Get(Container),
            Node = said.Get(Node),
            Network = said.Get(Network),
            Interface = said.Get(Interface),
            HostInterface = said.Get(HostInterface),
            Addresses = said.Get(Addresses),
            Mac = said.Get(Mac),
            Aliases = said.Get(Aliases),
            GatewayPriority = said.Get(GatewayPriority),
            Routes = said.Get(Routes),
            Bandwidth = said.Get(Bandwidth),
            Sysctls = SysctlsOf(said.Get(Sysctls)),
            Ports = said.Get(Ports),
        });

    public static DocumentDefinition<ContainerAttachmentSpec> Document { get; } = new(
        DocumentKind.ContainerAttachment, "Attaches a container - any network namespace - to a Network.", Spec, new AttachmentRules());

    private static ValueList<SysctlSpec> SysctlsOf(ValueList<KeyValuePair<string, string>> said) =>
        said.Count == 0 ? [] : said.Select(s => new SysctlSpec(s.Key, s.Value)).ToValueList();
}
