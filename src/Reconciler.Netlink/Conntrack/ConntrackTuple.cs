using System.Net;
using System.Net.Sockets;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Conntrack;

/// <summary><c>CTA_TUPLE_*</c> of linux/netfilter/nfnetlink_conntrack.h</summary>
internal enum TupleAttribute : ushort
{
    Addresses = 1,
    Protocol = 2,
    Zone = 3,
}

/// <summary><c>CTA_IP_*</c></summary>
internal enum TupleAddressAttribute : ushort
{
    IPv4Source = 1,
    IPv4Destination = 2,
    IPv6Source = 3,
    IPv6Destination = 4,
}

/// <summary><c>CTA_PROTO_*</c></summary>
internal enum TupleProtocolAttribute : ushort
{
    Number = 1,
    SourcePort = 2,
    DestinationPort = 3,
}

/// <summary>What one direction of a connection is known by.</summary>
/// <param name="Protocol"><c>IPPROTO_*</c>.</param>
/// <param name="SourcePort">0 where the protocol has no ports.</param>
/// <param name="DestinationPort">0 where the protocol has no ports.</param>
public sealed record ConntrackTuple(IPAddress Source, IPAddress Destination, byte Protocol, ushort SourcePort, ushort DestinationPort)
{
    private bool IsIPv4 => Source.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>The family in the header of a message about it.</summary>
    internal byte Family => (byte)(IsIPv4 ? Nftables.NetfilterFamily.IPv4 : Nftables.NetfilterFamily.IPv6);

    /// <exception cref="NetlinkFormatException">Something is missing.</exception>
    internal static ConntrackTuple Read(AttributeReader<TupleAttribute> attributes)
    {
        IPAddress? source = null, destination = null;
        byte protocol = 0;
        ushort sourcePort = 0, destinationPort = 0;
        foreach (AttributeView<TupleAttribute> attribute in attributes)
        {
            if (attribute.Type == TupleAttribute.Addresses)
                (source, destination) = ReadAddresses(attribute.Nested<TupleAddressAttribute>());
            else if (attribute.Type == TupleAttribute.Protocol)
                (protocol, sourcePort, destinationPort) = ReadProtocol(attribute.Nested<TupleProtocolAttribute>());
        }

        return source is not null && destination is not null
            ? new(source, destination, protocol, sourcePort, destinationPort)
            : throw new NetlinkFormatException("A connection without addresses.");
    }

    internal void Write(Scope<TupleAttribute> tuple)
    {
        using (Scope<TupleAddressAttribute> addresses = tuple.Nest<TupleAddressAttribute>(TupleAttribute.Addresses))
        {
            addresses.PutAddress(IsIPv4 ? TupleAddressAttribute.IPv4Source : TupleAddressAttribute.IPv6Source, Source);
            addresses.PutAddress(IsIPv4 ? TupleAddressAttribute.IPv4Destination : TupleAddressAttribute.IPv6Destination, Destination);
        }

        using Scope<TupleProtocolAttribute> protocol = tuple.Nest<TupleProtocolAttribute>(TupleAttribute.Protocol);
        protocol.Put(TupleProtocolAttribute.Number, Protocol);
        protocol.Put(TupleProtocolAttribute.SourcePort, new BigEndian16(SourcePort));
        protocol.Put(TupleProtocolAttribute.DestinationPort, new BigEndian16(DestinationPort));
    }

    private static (IPAddress? Source, IPAddress? Destination) ReadAddresses(AttributeReader<TupleAddressAttribute> attributes)
    {
        IPAddress? source = null, destination = null;
        foreach (AttributeView<TupleAddressAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case TupleAddressAttribute.IPv4Source or TupleAddressAttribute.IPv6Source: source = attribute.Address; break;
                case TupleAddressAttribute.IPv4Destination or TupleAddressAttribute.IPv6Destination: destination = attribute.Address; break;
            }
        }

        return (source, destination);
    }

    private static (byte Protocol, ushort SourcePort, ushort DestinationPort) ReadProtocol(AttributeReader<TupleProtocolAttribute> attributes)
    {
        byte protocol = 0;
        ushort source = 0, destination = 0;
        foreach (AttributeView<TupleProtocolAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case TupleProtocolAttribute.Number: protocol = attribute.As<byte>(); break;
                case TupleProtocolAttribute.SourcePort: source = attribute.As<BigEndian16>().Value; break;
                case TupleProtocolAttribute.DestinationPort: destination = attribute.As<BigEndian16>().Value; break;
            }
        }

        return (protocol, source, destination);
    }
}
