using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>
/// For each attachment a macvlan in the container's namespace, on an interface of the host or on a VLAN of it: the container is on
/// that interface's physical network. The kernel passes nothing between the interface itself and its macvlans, so that the host
/// reaches containers only through a macvlan of its own.
/// </summary>
internal sealed class MacvlanMode : Mode
{
    public override NetworkMode Name => NetworkMode.Macvlan;

    public override void Compile(AttachedNetwork network, CompileContext context)
    {
        if (!MacvlanParent.Want(network, context))
            return;
        foreach (AttachedContainer container in network.Containers)
            WantContainer(network, container, context);
        if (network.Spec.Macvlan!.HostAccess.Count > 0)
            WantHostAccess(network, context);
    }

    private static void WantContainer(AttachedNetwork network, AttachedContainer container, CompileContext context)
    {
        MacvlanSpec spec = network.Spec.Macvlan!;
        context.Wishes.Want(new Link(container.Namespace, container.Interface, new LinkType.Macvlan(spec.Mode))
        {
            Parent = MacvlanParent.Of(spec),
            // The kernel gives a macvlan that passes everything through the parent's.
            Address = spec.Mode == MacvlanVariant.Passthru ? null : container.Mac,
            Mtu = network.Spec.Mtu,
            Group = context.Mark.Group,
            Alias = context.Mark.Alias(container.Document.Id),
            LinkLocal = ContainerSide.LinkLocalOf(network),
        }, container.Origin);
        ContainerSide.Want(network, container, context);
    }

    // Its addresses are no subnet's, so that the host's other packets for the physical network go by the parent as before.
    private static void WantHostAccess(AttachedNetwork network, CompileContext context)
    {
        string name = InterfaceNames.HostAccess(network.Name);
        context.Wishes.Want(new Link(NamespaceId.Host, name, new LinkType.Macvlan(MacvlanVariant.Bridge))
        {
            Parent = MacvlanParent.Of(network.Spec.Macvlan!),
            Address = DerivedMac.Of(context.Mark.Owner, network.Name),
            Mtu = network.Spec.Mtu,
            Group = context.Mark.Group,
            Alias = context.Mark.Alias(network.Document.Id),
            LinkLocal = LinkLocal.None,
        }, network.From("spec.macvlan.hostAccess"));
        foreach (IpAddress address in network.Spec.Macvlan!.HostAccess)
        {
            context.Wishes.Want(new Address(NamespaceId.Host, name, IpPrefix.Single(address)), network.From("spec.macvlan.hostAccess"));
            foreach (AttachedContainer container in network.Containers)
                WantRoute(name, address.Family, container, context.Wishes);
        }
    }

    private static void WantRoute(string link, IpFamily family, AttachedContainer container, Wishes wishes)
    {
        foreach (IpAddress address in container.Addresses.Select(a => a.Address).Where(a => a.Family == family))
            wishes.Want(new Route(NamespaceId.Host, IpPrefix.Single(address), Route.DefaultMetric(family)) { Link = link }, container.From("spec.addresses"));
    }
}
