using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_SET_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum SetAttribute : ushort
{
    Table = 1,
    Name = 2,
    Flags = 3,
    KeyType = 4,
    KeyLength = 5,
    DataType = 6,
    DataLength = 7,
    Description = 9,
    Id = 10,
    Timeout = 11,
    CollectionInterval = 12,
    UserData = 13,
    ObjectType = 15,
    Expression = 17,
    Expressions = 18,
}

/// <summary><c>enum nft_set_flags</c></summary>
[Flags]
public enum SetFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>NFT_SET_ANONYMOUS</c>: it belongs to the rule that looks into it, and goes with it.</summary>
    Anonymous = 0x1,

    /// <summary><c>NFT_SET_CONSTANT</c>: its elements do not change once a rule uses it.</summary>
    Constant = 0x2,

    /// <summary><c>NFT_SET_INTERVAL</c>: its elements are ranges of keys.</summary>
    Interval = 0x4,

    /// <summary><c>NFT_SET_MAP</c>: its elements have data.</summary>
    Map = 0x8,

    /// <summary><c>NFT_SET_TIMEOUT</c>: its elements may have timeouts.</summary>
    Timeout = 0x10,

    /// <summary><c>NFT_SET_EVAL</c>: rules add elements to it.</summary>
    Dynamic = 0x20,

    /// <summary><c>NFT_SET_OBJECT</c>: its elements name stateful objects.</summary>
    Object = 0x40,

    /// <summary><c>NFT_SET_CONCAT</c>: with <see cref="Interval"/>, ranges of each field of the key on their own.</summary>
    Concatenation = 0x80,

    /// <summary><c>NFT_SET_EXPR</c>: its elements have expressions.</summary>
    Expressions = 0x100,
}

/// <summary>A set or, with data, a map; without its elements.</summary>
public sealed record Set(NetfilterFamily Family, string Table, string Name)
{
    /// <summary><c>NFTA_SET_FLAGS</c></summary>
    public SetFlags Flags { get; init; }

    /// <summary>
    /// <c>NFTA_SET_KEY_TYPE</c>: nothing to the kernel; to nft the number of the key's type, or of the types of its fields, 6 bits
    /// each.
    /// </summary>
    public uint KeyType { get; init; }

    /// <summary>In bytes, the padding of each field to four included.</summary>
    public uint KeyLength { get; init; }

    /// <summary><c>NFTA_SET_DATA_TYPE</c>: as the key's type, or <see cref="VerdictType"/>.</summary>
    public uint DataType { get; init; }

    /// <summary>Bytes of a map's data, the padding of each field to four included; 0 for verdicts.</summary>
    public uint DataLength { get; init; }

    /// <summary>The field lengths of <see cref="SetFlags.Concatenation"/>, in bytes without padding.</summary>
    public IReadOnlyList<uint> FieldLengths { get; init; } = [];

    /// <summary><c>NFTA_SET_DESC_SIZE</c>: how many elements there may be; 0 for no limit.</summary>
    public uint Size { get; init; }

    /// <summary>After how long elements go by default, in milliseconds; 0 for never.</summary>
    public ulong Timeout { get; init; }

    /// <summary><c>NFTA_SET_EXPR</c>: each element gets a counter of its own.</summary>
    public bool Counter { get; init; }

    /// <summary>Whether each element gets other expressions of its own.</summary>
    public bool HasExpressions { get; init; }

    /// <summary><c>NFTA_SET_USERDATA</c>: at most 256 bytes; see <see cref="SetUserData"/>.</summary>
    public Bytes UserData { get; init; }

    /// <summary><c>NFT_DATA_VERDICT</c>: the <see cref="DataType"/> of a verdict map.</summary>
    public const uint VerdictType = 0xffffff00;

    /// <summary>Reads a <see cref="NftablesMessageType.NewSet"/>.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static Set Read(MessageView message)
    {
        Set set = new(NetfilterFamily.Unspecified, "", "");
        foreach (AttributeView<SetAttribute> attribute in message.Read<NetfilterHeader, SetAttribute>(out NetfilterHeader header))
        {
            set = set with { Family = (NetfilterFamily)header.Family };
            set = attribute.Type switch
            {
                SetAttribute.Table => set with { Table = attribute.Text },
                SetAttribute.Name => set with { Name = attribute.Text },
                SetAttribute.Flags => set with { Flags = (SetFlags)attribute.Number() },
                SetAttribute.KeyType => set with { KeyType = attribute.Number() },
                SetAttribute.KeyLength => set with { KeyLength = attribute.Number() },
                SetAttribute.DataType => set with { DataType = attribute.Number() },
                SetAttribute.DataLength => set with { DataLength = attribute.Number() },
                SetAttribute.Description => SetDescription.Read(set, attribute),
                SetAttribute.Timeout => set with { Timeout = attribute.LongNumber() },
                SetAttribute.UserData => set with { UserData = Bytes.From(attribute.Bytes) },
                SetAttribute.Expression when ExpressionReader.Read(attribute.Nested<ExpressionAttribute>()) is CounterExpression => set with { Counter = true },
                SetAttribute.Expression or SetAttribute.Expressions => set with { HasExpressions = true },
                _ => set,
            };
        }

        return set;
    }

    /// <param name="id">A number for it within the batch; the kernel demands one.</param>
    internal void WriteTo(Scope<SetAttribute> message, uint id)
    {
        message.PutString(SetAttribute.Table, Table);
        message.PutString(SetAttribute.Name, Name);
        message.PutNumber(SetAttribute.Flags, (uint)Flags);
        message.PutNumber(SetAttribute.KeyType, KeyType);
        message.PutNumber(SetAttribute.KeyLength, KeyLength);
        if (Flags.HasFlag(SetFlags.Map))
        {
            message.PutNumber(SetAttribute.DataType, DataType);
            message.PutNumber(SetAttribute.DataLength, DataLength);
        }

        message.PutNumber(SetAttribute.Id, id);
        SetDescription.Write(this, message);
        if (Timeout > 0)
            message.PutNumber(SetAttribute.Timeout, Timeout);
        if (Counter)
        {
            using Scope<ExpressionAttribute> counter = message.Nest<ExpressionAttribute>(SetAttribute.Expression);
            new CounterExpression().WriteTo(counter);
        }

        if (!UserData.IsEmpty)
            message.PutBytes(SetAttribute.UserData, UserData.Span);
    }
}
