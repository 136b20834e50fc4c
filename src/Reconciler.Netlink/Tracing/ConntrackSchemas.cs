using Reconciler.Netlink.Conntrack;
using static Reconciler.Netlink.Tracing.Formats;

namespace Reconciler.Netlink.Tracing;

/// <summary>What messages about tracked connections hold.</summary>
internal static class ConntrackSchemas
{
    private static readonly AttributeSchema Tuple = AttributeSchema.Of<TupleAttribute>(
        (TupleAttribute.Addresses, Nested(AttributeSchema.Of<TupleAddressAttribute>(
            (TupleAddressAttribute.IPv4Source, Address), (TupleAddressAttribute.IPv4Destination, Address),
            (TupleAddressAttribute.IPv6Source, Address), (TupleAddressAttribute.IPv6Destination, Address)))),
        (TupleAttribute.Protocol, Nested(AttributeSchema.Of<TupleProtocolAttribute>(
            (TupleProtocolAttribute.Number, Number), (TupleProtocolAttribute.SourcePort, NetworkNumber), (TupleProtocolAttribute.DestinationPort, NetworkNumber)))));

    public static AttributeSchema Entry { get; } = AttributeSchema.Of<EntryAttribute>(
        (EntryAttribute.Original, Nested(Tuple)), (EntryAttribute.Reply, Nested(Tuple)),
        (EntryAttribute.Status, NetworkNumber), (EntryAttribute.Id, NetworkNumber), (EntryAttribute.Zone, NetworkNumber));
}
