using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary>
/// What is copied of a table: what the kernel must be told to make it again. The rest is what the kernel adds when it tells (handles,
/// counts), and would take for something else.
/// </summary>
/// <param name="Type">The message that makes it.</param>
/// <param name="Flags">Beside of <c>NLM_F_CREATE</c>.</param>
/// <param name="Kept">The attributes (<c>NFTA_*</c>) that are copied.</param>
internal sealed record CopiedKind(NftablesMessageType Type, MessageFlags Flags, ushort[] Kept)
{
    // NFTA_SET_ID of linux/netfilter/nf_tables.h: a number within the transaction, which must be there.
    public const ushort SetId = 10;

    // NFTA_OBJ_*: table, name, type, data, user data.
    public static CopiedKind Object { get; } = new(NftablesMessageType.NewObject, MessageFlags.None, [1, 2, 3, 4, 8]);

    // NFTA_SET_*: table, name, flags, types and lengths, policy, description, timeouts, user data, kind of objects, expressions.
    public static CopiedKind Set { get; } = new(NftablesMessageType.NewSet, MessageFlags.None, [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 17, 18]);

    // NFTA_CHAIN_*: table, name, hook, policy, type, flags, user data.
    public static CopiedKind Chain { get; } = new(NftablesMessageType.NewChain, MessageFlags.None, [1, 3, 4, 5, 7, 10, 12]);

    // NFTA_SET_ELEM_LIST_*: table, set, elements.
    public static CopiedKind Elements { get; } = new(NftablesMessageType.NewElements, MessageFlags.None, [1, 2, 3]);

    // NFTA_RULE_*: table, chain, expressions, user data.
    public static CopiedKind Rule { get; } = new(NftablesMessageType.NewRule, MessageFlags.Append, [1, 2, 4, 7]);
}

/// <summary>An object of a table as the kernel told it.</summary>
internal sealed class CopiedObject
{
    private readonly List<(RawAttribute Type, byte[] Value)> attributes = [];

    private CopiedObject(CopiedKind kind) => Kind = kind;

    private enum RawAttribute : ushort
    {
        Table = 1,
    }

    public CopiedKind Kind { get; }

    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static CopiedObject Read(MessageView message, CopiedKind kind)
    {
        CopiedObject copied = new(kind);
        foreach (AttributeView<RawAttribute> attribute in message.Read<NetfilterHeader, RawAttribute>(out _))
        {
            if (kind.Kept.Contains((ushort)attribute.Type))
                copied.attributes.Add((attribute.Type, attribute.Bytes.ToArray()));
        }

        return copied;
    }

    /// <summary>Whether it is in a table of a name.</summary>
    public bool IsOf(string table) =>
        attributes.Any(a => a.Type == RawAttribute.Table && a.Value.AsSpan().TrimEnd((byte)0).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(table)));

    /// <param name="id">Of a set.</param>
    public void WriteTo(MessageWriter writer, NetfilterFamily family, uint? id)
    {
        using Scope<RawAttribute> message = writer.Begin<RawAttribute>((ushort)Kind.Type, MessageFlags.Create | Kind.Flags);
        message.Struct(new NetfilterHeader((byte)family, 0, default));
        foreach ((RawAttribute type, byte[] value) in attributes)
            message.PutBytes(type, value);
        if (id is uint number)
            message.PutNumber((RawAttribute)CopiedKind.SetId, number);
    }
}
