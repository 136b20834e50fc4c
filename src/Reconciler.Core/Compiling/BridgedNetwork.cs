using Reconciler.Core.Compiling.Policies;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>
/// What networks that are bridges on this host have in common: the bridge with the gateway addresses, the way through the host's
/// ruleset, and for each attachment a veth pair whose container end is made directly in the container's namespace.
/// </summary>
internal static class BridgedNetwork
{
    public static void Want(AttachedNetwork network, int mtu, CompileContext context)
    {
        WantBridge(network, mtu, context);
        Forwarding.Want(network, context);
        context.Ruleset.Admit(network);
        foreach (AttachedContainer container in network.Containers)
            WantContainer(network, container, mtu, context);
    }

    /// <summary>Whether the ports of the network are kept from each other.</summary>
    public static bool IsIsolated(AttachedNetwork network) => network.Spec.InterContainerTraffic == InterContainerTraffic.Deny;

    private static void WantBridge(AttachedNetwork network, int mtu, CompileContext context)
    {
        Wishes wishes = context.Wishes;
        MacAddress mac = DerivedMac.Of(context.Mark.Owner, network.Name);
        wishes.Want(new Link(NamespaceId.Host, network.Bridge, new LinkType.Bridge())
        {
            // Unset, a bridge's MAC is that of its lowest port and changes as ports come and go.
            Address = mac,
            Mtu = mtu,
            Group = context.Mark.Group,
            Alias = context.Mark.Alias(network.Document.Id),
            LinkLocal = LinkLocal.None,
        }, network.From("spec.bridge.interface"));
        if (network.Has(IpFamily.IPv6))
            WantLinkLocalAddress(network, mac, wishes);
        for (int i = 0; i < network.Spec.Subnets.Count; i++)
        {
            SubnetSpec subnet = network.Spec.Subnets[i];
            if (network.Spec.GatewayOf(subnet) is IpAddress gateway)
                wishes.Want(new Address(NamespaceId.Host, network.Bridge, new(gateway, subnet.Cidr.Length)), network.From($"spec.subnets[{i}]"));
        }
    }

    // For packets from outside the host asks for the container's neighbour entry with this address as the source. The kernel's own
    // would be ready only seconds after the bridge: when the state of the link has settled, and no duplicate was found.
    private static void WantLinkLocalAddress(AttachedNetwork network, MacAddress mac, Wishes wishes) =>
        wishes.Want(new Address(NamespaceId.Host, network.Bridge, new(mac.ToLinkLocal(), 64)), network.From("spec.subnets"));

    /// <summary>The veth pair of an attachment, and what is wanted within the container.</summary>
    public static void WantContainer(AttachedNetwork network, AttachedContainer container, int mtu, CompileContext context)
    {
        string alias = context.Mark.Alias(container.Document.Id);
        context.Wishes.Want(new Link(NamespaceId.Host, container.HostInterface, VethTo(network, container, mtu, alias))
        {
            Mtu = mtu,
            Group = context.Mark.Group,
            Alias = alias,
            LinkLocal = LinkLocal.None,
            Master = network.Bridge,
            // With bridge-nf-call-iptables on, a container's way to its own published port turns around inside the bridge.
            Port = new BridgePort(Hairpin: !network.Spec.Bridge.External, Isolated: IsIsolated(network)),
        }, container.Origin);
        if (context.Closures.AreAny)
            new SenderVerification(context.Mark, context.Wishes).Want(container);
        // What the host's end sends is what the container receives.
        if (container.Document.Spec.Bandwidth.Ingress is BitRate ingress)
            context.Wishes.Want(Qdisc.Limiting(NamespaceId.Host, container.HostInterface, ingress), container.From("spec.bandwidth.ingress"));
        ContainerSide.Want(network, container, context);
    }

    private static LinkType.Veth VethTo(AttachedNetwork network, AttachedContainer container, int mtu, string alias) =>
        new(new VethPeer(container.Namespace, container.Interface)
        {
            Address = container.Mac,
            Mtu = mtu,
            Alias = alias,
            LinkLocal = ContainerSide.LinkLocalOf(network),
        });
}
