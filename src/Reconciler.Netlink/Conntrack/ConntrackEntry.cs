using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Conntrack;

/// <summary><c>CTA_*</c> of linux/netfilter/nfnetlink_conntrack.h</summary>
internal enum EntryAttribute : ushort
{
    Original = 1,
    Reply = 2,
    Status = 3,
    Id = 12,
    Zone = 18,
}

/// <summary><c>IPS_*</c> of linux/netfilter/nf_conntrack_common.h; others keep their bits.</summary>
[Flags]
public enum ConntrackStatus : uint
{
    None = 0,

    /// <summary><c>IPS_SEEN_REPLY</c></summary>
    Answered = 1 << 1,

    /// <summary><c>IPS_ASSURED</c>: it is established, and not given up when the table is full.</summary>
    Assured = 1 << 2,
}

/// <summary>A connection that the kernel keeps track of.</summary>
/// <param name="Original">As the first packet came; where destinations are translated, before that.</param>
/// <param name="Reply">As answers come, with the addresses after translation.</param>
public sealed record ConntrackEntry(ConntrackTuple Original, ConntrackTuple Reply)
{
    /// <summary>Its state.</summary>
    public ConntrackStatus Status { get; init; }

    /// <summary><c>CTA_ID</c>: tells it from a later one with the same tuple.</summary>
    public uint Id { get; init; }

    /// <summary><c>CTA_ZONE</c>: others than 0 are known to those only who made them.</summary>
    public ushort Zone { get; init; }

    /// <summary>Appends a request for all entries of both families, to be sent as a dump.</summary>
    public static void WriteDump(MessageWriter writer)
    {
        using Scope<EntryAttribute> message = writer.Begin<EntryAttribute>((ushort)ConntrackMessageType.GetEntries, MessageFlags.None);
        message.Struct(new NetfilterHeader((byte)Nftables.NetfilterFamily.Unspecified, 0, default));
    }

    /// <summary>
    /// Appends an <c>IPCTNL_MSG_CT_DELETE</c> of this entry; refused with ENOENT when it has gone. It always says the whole tuple: the
    /// kernel takes a message without one for a request to delete everything.
    /// </summary>
    public void WriteDelete(MessageWriter writer)
    {
        using Scope<EntryAttribute> message = writer.Begin<EntryAttribute>((ushort)ConntrackMessageType.DeleteEntry, MessageFlags.None);
        message.Struct(new NetfilterHeader(Original.Family, 0, default));
        using (Scope<TupleAttribute> tuple = message.Nest<TupleAttribute>(EntryAttribute.Original))
            Original.Write(tuple);
        message.Put(EntryAttribute.Id, new BigEndian32(Id));
    }

    /// <summary>Reads an <c>IPCTNL_MSG_CT_NEW</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static ConntrackEntry Read(MessageView message)
    {
        ConntrackTuple? original = null, reply = null;
        ConntrackStatus status = ConntrackStatus.None;
        uint id = 0;
        ushort zone = 0;
        foreach (AttributeView<EntryAttribute> attribute in message.Read<NetfilterHeader, EntryAttribute>(out _))
        {
            switch (attribute.Type)
            {
                case EntryAttribute.Original: original = ConntrackTuple.Read(attribute.Nested<TupleAttribute>()); break;
                case EntryAttribute.Reply: reply = ConntrackTuple.Read(attribute.Nested<TupleAttribute>()); break;
                case EntryAttribute.Status: status = (ConntrackStatus)attribute.As<BigEndian32>().Value; break;
                case EntryAttribute.Id: id = attribute.As<BigEndian32>().Value; break;
                case EntryAttribute.Zone: zone = attribute.As<BigEndian16>().Value; break;
            }
        }

        return original is not null && reply is not null
            ? new(original, reply) { Status = status, Id = id, Zone = zone }
            : throw new NetlinkFormatException("A connection without a tuple.");
    }
}
