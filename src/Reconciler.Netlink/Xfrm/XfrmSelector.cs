using System.Net;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Xfrm;

/// <summary>Packets from one address to another (<c>struct xfrm_selector</c> of linux/xfrm.h).</summary>
/// <param name="SourceLength">Of the prefix, in bits.</param>
/// <param name="DestinationLength">Of the prefix, in bits.</param>
/// <param name="Protocol"><c>IPPROTO_*</c>; 0: any.</param>
/// <param name="SourcePort">0: any.</param>
/// <param name="DestinationPort">0: any.</param>
public sealed record XfrmSelector(
    IPAddress Source, byte SourceLength, IPAddress Destination, byte DestinationLength, byte Protocol, ushort SourcePort, ushort DestinationPort)
{
    /// <summary>Packets of one host to another.</summary>
    public static XfrmSelector Between(IPAddress source, IPAddress destination, byte protocol, ushort sourcePort, ushort destinationPort)
    {
        byte length = (byte)(XfrmFamily.Of(source) == XfrmFamily.IPv6 ? 128 : 32);
        return new(source, length, destination, length, protocol, sourcePort, destinationPort);
    }

    internal XfrmSelectorStructure ToStructure() => new(
        PaddedAddress.From(Destination), PaddedAddress.From(Source),
        new(DestinationPort), MaskOf(DestinationPort), new(SourcePort), MaskOf(SourcePort),
        XfrmFamily.Of(Source), DestinationLength, SourceLength, Protocol, 0, 0);

    // A state's selector that selects nothing has no family of its own.
    internal static XfrmSelector From(in XfrmSelectorStructure selector, ushort family) => new(
        selector.Source.ToIPAddress(family), selector.SourceLength, selector.Destination.ToIPAddress(family), selector.DestinationLength,
        selector.Protocol, selector.SourcePort.Value, selector.DestinationPort.Value);

    private static BigEndian16 MaskOf(ushort port) => new(port == 0 ? (ushort)0 : ushort.MaxValue);
}
