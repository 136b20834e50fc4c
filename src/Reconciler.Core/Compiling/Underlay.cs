using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>What carries an overlay's packets between the nodes.</summary>
/// <param name="Node">The node that this host is.</param>
/// <param name="InnerMtu">What a packet of a container may have at most, in bytes, to travel whole.</param>
internal sealed record Underlay(Document<NodeSpec> Node, int InnerMtu)
{
    // The MTU of a link that says none.
    private const int EthernetMtu = 1500;

    // Ethernet, VXLAN and UDP headers, and the IP header of the underlay (RFC 7348, section 5).
    private const int OverheadIPv4 = 50;
    private const int OverheadIPv6 = 70;

    // ESP (RFC 4303, RFC 4106): header and initialisation vector before, a trailer of two bytes and the integrity check value behind what is
    // encrypted, which has a length that is a multiple of four, trailer included.
    private const int EspAround = 8 + 8 + 16;
    private const int EspTrailer = 2;
    private const int EspAlignment = 4;
    private const int Ipv4Header = 20;
    private const int Ipv6Header = 40;

    /// <summary>The underlay of an overlay on this host; <c>null</c>, with the reason reported, when it has none.</summary>
    public static Underlay? Of(AttachedNetwork network, CompileContext context)
    {
        if (context.Here is not Document<NodeSpec> node)
        {
            context.Wishes.Report(PlanDiagnostics.NotANode(network.Document));
            return null;
        }
        Address? address = context.Observed.Of<Address>(NamespaceId.Host).FirstOrDefault(a => a.Prefix.Address == node.Spec.Address);
        if (address is null || node.Spec.Interface is string said && said != address.Link)
        {
            context.Wishes.Report(PlanDiagnostics.NodeAddressMissing(node, address?.Link));
            return null;
        }
        int mtu = context.Observed.TryFind(Link.IdOf(NamespaceId.Host, address.Link), out Observed? found) ? ((Link)found.Resource).Mtu ?? EthernetMtu : EthernetMtu;
        Underlay underlay = new(node, InnerMtuOf(mtu, node.Spec.Address.Family, network.Spec.Overlay!.Encryption is not null));
        if (network.Spec.Mtu > underlay.InnerMtu)
            context.Wishes.Report(PlanDiagnostics.AboveUnderlaysMtu(network.Document, address.Link, mtu, underlay.InnerMtu));
        return underlay;
    }

    private static int InnerMtuOf(int mtu, IpFamily family, bool isEncrypted)
    {
        int overhead = family == IpFamily.IPv6 ? OverheadIPv6 : OverheadIPv4;
        if (!isEncrypted)
            return mtu - overhead;
        int header = family == IpFamily.IPv6 ? Ipv6Header : Ipv4Header;
        int encrypted = (mtu - header - EspAround) / EspAlignment * EspAlignment - EspTrailer;
        return encrypted - (overhead - header);
    }
}
