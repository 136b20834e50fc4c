using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>
/// A bridge on each node, with the same gateway everywhere, and a VXLAN device in it that joins them. Nothing is learnt from packets:
/// where each container of the other nodes is, and which MAC address its addresses have, is a function of the documents.
/// </summary>
internal sealed class OverlayMode : Mode
{
    private static readonly MacAddress Everybody = new(0);

    public override NetworkMode Name => NetworkMode.Overlay;

    public override void Compile(AttachedNetwork network, CompileContext context)
    {
        if (Underlay.Of(network, context) is not Underlay underlay || !network.Spec.Overlay!.Includes(underlay.Node.Name))
            return;
        if (network.Spec.Overlay.Encryption is OverlayEncryptionSpec encryption)
        {
            if (!context.Keys.TryGetValue(encryption.KeyFile, out ValueList<OverlayKey> keys))
                return;
            new OverlayEncryption(network, underlay.Node.Spec.Address, context).Want(keys);
        }
        int mtu = network.Spec.Mtu ?? underlay.InnerMtu;
        BridgedNetwork.Want(network, mtu, context);
        string device = InterfaceNames.Vxlan(network.Name);
        WantDevice(device, network, underlay, mtu, context);
        foreach (AttachedPeer peer in network.Peers)
            WantPeer(device, network, peer, context.Wishes);
    }

    private static void WantDevice(string device, AttachedNetwork network, Underlay underlay, int mtu, CompileContext context)
    {
        OverlaySpec spec = network.Spec.Overlay!;
        int sourcePort = spec.Encryption is null ? 0 : OverlayEncryption.SourcePortOf(spec.Vni);
        context.Wishes.Want(new Link(NamespaceId.Host, device, new LinkType.Vxlan(spec.Vni, spec.Port, underlay.Node.Spec.Address, sourcePort))
        {
            Address = DerivedMac.Of(context.Mark.Owner, network.Name, underlay.Node.Id.ToString()),
            Mtu = mtu,
            Group = context.Mark.Group,
            Alias = context.Mark.Alias(network.Document.Id),
            LinkLocal = LinkLocal.None,
            Master = network.Bridge,
            // The bridge answers ARP and ND for the containers of other nodes itself.
            Port = new BridgePort(Hairpin: false, BridgedNetwork.IsIsolated(network)) { Learning = false, NeighbourSuppression = true },
        }, network.From("spec.overlay"));
    }

    private static void WantPeer(string device, AttachedNetwork network, AttachedPeer peer, Wishes wishes)
    {
        IpAddress there = peer.Node.Spec.Address;
        // Broadcasts and multicasts go to every node.
        wishes.Want(new ForwardingEntry(NamespaceId.Host, device, Everybody, there), network.From("spec.overlay"));
        foreach (RemoteContainer container in peer.Containers)
        {
            wishes.Want(new ForwardingEntry(NamespaceId.Host, device, container.Mac, there), container.Origin);
            wishes.Want(new ForwardingEntry(NamespaceId.Host, device, container.Mac, null), container.Origin);
            // On the bridge, not on the device: that is where the kernel looks when it answers for others.
            foreach (IpPrefix address in container.Addresses)
                wishes.Want(new Neighbour(NamespaceId.Host, network.Bridge, address.Address) { Mac = container.Mac }, container.Origin);
        }
    }
}
