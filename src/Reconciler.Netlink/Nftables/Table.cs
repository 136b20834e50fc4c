using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_TABLE_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum TableAttribute : ushort
{
    Name = 1,
    Flags = 2,
    Use = 3,
    Handle = 4,
    UserData = 6,
}

/// <summary><c>enum nft_table_flags</c></summary>
[Flags]
public enum TableFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>NFT_TABLE_F_DORMANT</c>: its chains are not called.</summary>
    Dormant = 1,

    /// <summary><c>NFT_TABLE_F_OWNER</c>: others cannot change it, and it goes with the socket that made it.</summary>
    Owner = 2,

    /// <summary><c>NFT_TABLE_F_PERSIST</c>: with <see cref="Owner"/>, it stays when the socket is closed.</summary>
    Persist = 4,
}

/// <summary>A table: what all else is in.</summary>
public sealed record Table(NetfilterFamily Family, string Name)
{
    /// <summary><c>NFTA_TABLE_FLAGS</c></summary>
    public TableFlags Flags { get; init; }

    /// <summary><c>NFTA_TABLE_USERDATA</c>: at most 256 bytes, fixed when the table is made.</summary>
    public Bytes UserData { get; init; }

    /// <summary>Reads a <see cref="NftablesMessageType.NewTable"/>.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static Table Read(MessageView message)
    {
        Table table = new(NetfilterFamily.Unspecified, "");
        foreach (AttributeView<TableAttribute> attribute in message.Read<NetfilterHeader, TableAttribute>(out NetfilterHeader header))
        {
            table = attribute.Type switch
            {
                TableAttribute.Name => table with { Name = attribute.Text },
                TableAttribute.Flags => table with { Flags = (TableFlags)attribute.Number() },
                TableAttribute.UserData => table with { UserData = Bytes.From(attribute.Bytes) },
                _ => table,
            };
            table = table with { Family = (NetfilterFamily)header.Family };
        }

        return table;
    }

    internal void WriteTo(Scope<TableAttribute> message)
    {
        message.PutString(TableAttribute.Name, Name);
        message.PutNumber(TableAttribute.Flags, (uint)Flags);
        if (!UserData.IsEmpty)
            message.PutBytes(TableAttribute.UserData, UserData.Span);
    }
}
