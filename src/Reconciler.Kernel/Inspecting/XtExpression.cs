using System.Runtime.InteropServices;
using Reconciler.Core.Documents;
using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Inspecting;

/// <summary><c>NFTA_MATCH_*</c> and <c>NFTA_TARGET_*</c> of linux/netfilter/nf_tables.h, which have the same numbers.</summary>
internal enum XtAttribute : ushort
{
    Name = 1,
    Data = 3,
}

/// <summary>The <c>match</c> and <c>target</c> expressions by which iptables keeps extensions of its own in nf_tables.</summary>
internal static class XtExpression
{
    // struct xt_tcp and struct xt_udp of linux/netfilter/xt_tcpudp.h: two ports of the source, two of the destination, then what is inverted.
    private const int DestinationPorts = 4;
    private const int TcpInversions = 11;
    private const int UdpInversions = 8;
    private const byte InvertedDestination = 2; // XT_TCP_INV_DSTPT and XT_UDP_INV_DSTPT

    /// <summary>The extension's name, such as <c>DNAT</c>.</summary>
    public static string NameOf(OpaqueExpression expression)
    {
        foreach (AttributeView<XtAttribute> attribute in new AttributeReader<XtAttribute>(expression.Data.Span))
        {
            if (attribute.Type == XtAttribute.Name)
                return attribute.Text;
        }
        return "";
    }

    /// <summary>The destination ports that a <c>tcp</c> or <c>udp</c> match names; <c>null</c>: it names none, or is another one.</summary>
    public static PortRange? PortsOf(OpaqueExpression expression)
    {
        int inversions = NameOf(expression) switch { "tcp" => TcpInversions, "udp" => UdpInversions, _ => int.MaxValue };
        foreach (AttributeView<XtAttribute> attribute in new AttributeReader<XtAttribute>(expression.Data.Span))
        {
            if (attribute.Type != XtAttribute.Data || attribute.Bytes.Length <= inversions || (attribute.Bytes[inversions] & InvertedDestination) != 0)
                continue;
            ReadOnlySpan<ushort> ports = MemoryMarshal.Cast<byte, ushort>(attribute.Bytes[DestinationPorts..(DestinationPorts + 2 * sizeof(ushort))]);
            return ports is [0, ushort.MaxValue] ? null : new PortRange(ports[0], ports[1]);
        }
        return null;
    }
}
