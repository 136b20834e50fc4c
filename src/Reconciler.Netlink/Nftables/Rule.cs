using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_RULE_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum RuleAttribute : ushort
{
    Table = 1,
    Chain = 2,
    Handle = 3,
    Expressions = 4,
    Position = 6,
    UserData = 7,
}

/// <summary>A rule: expressions that are executed in order until one of them ends it.</summary>
public sealed record Rule(NetfilterFamily Family, string Table, string Chain)
{
    /// <summary>What the rule does, in order.</summary>
    public IReadOnlyList<Expression> Expressions { get; init; } = [];

    /// <summary><c>NFTA_RULE_HANDLE</c>: the kernel's number for it within its table; null for one to be made.</summary>
    public ulong? Handle { get; init; }

    /// <summary>
    /// <c>NFTA_RULE_POSITION</c>: the handle of the rule before it; for one to be made, of the rule after which it goes, or null for
    /// the end of the chain.
    /// </summary>
    public ulong? Position { get; init; }

    /// <summary><c>NFTA_RULE_USERDATA</c>: at most 256 bytes; nft keeps its comment there.</summary>
    public Bytes UserData { get; init; }

    /// <summary>Reads a <see cref="NftablesMessageType.NewRule"/>.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static Rule Read(MessageView message)
    {
        Rule rule = new(NetfilterFamily.Unspecified, "", "");
        foreach (AttributeView<RuleAttribute> attribute in message.Read<NetfilterHeader, RuleAttribute>(out NetfilterHeader header))
        {
            rule = rule with { Family = (NetfilterFamily)header.Family };
            rule = attribute.Type switch
            {
                RuleAttribute.Table => rule with { Table = attribute.Text },
                RuleAttribute.Chain => rule with { Chain = attribute.Text },
                RuleAttribute.Handle => rule with { Handle = attribute.LongNumber() },
                RuleAttribute.Position => rule with { Position = attribute.LongNumber() },
                RuleAttribute.UserData => rule with { UserData = Bytes.From(attribute.Bytes) },
                RuleAttribute.Expressions => rule with { Expressions = ExpressionReader.ReadList(attribute.Nested<ListElement>()) },
                _ => rule,
            };
        }

        return rule;
    }

    internal void WriteTo(Scope<RuleAttribute> message)
    {
        message.PutString(RuleAttribute.Table, Table);
        message.PutString(RuleAttribute.Chain, Chain);
        if (Handle is { } handle)
            message.PutNumber(RuleAttribute.Handle, handle);
        using (ListScope<ExpressionAttribute> list = message.NestList<ExpressionAttribute>(RuleAttribute.Expressions))
            ExpressionReader.WriteList(list, Expressions);
        if (Position is { } position)
            message.PutNumber(RuleAttribute.Position, position);
        if (!UserData.IsEmpty)
            message.PutBytes(RuleAttribute.UserData, UserData.Span);
    }
}
