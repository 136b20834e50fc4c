using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary>Requests that read. All but those for the generation, for one rule and for one element are to be sent as dumps.</summary>
public static class NftablesRequests
{
    /// <summary>Asks for all tables: a <see cref="Table"/> each.</summary>
    public static void Tables(MessageWriter writer)
    {
        using Scope<TableAttribute> message =
            Begin<TableAttribute>(writer, NftablesMessageType.GetTable, NetfilterFamily.Unspecified);
    }

    /// <summary>Asks for the chains of all tables of a family: a <see cref="Chain"/> each. The kernel knows no narrower filter.</summary>
    public static void Chains(MessageWriter writer, NetfilterFamily family)
    {
        using Scope<ChainAttribute> message = Begin<ChainAttribute>(writer, NftablesMessageType.GetChain, family);
    }

    /// <summary>Asks for the rules of a table, chain by chain and in order: a <see cref="Rule"/> each.</summary>
    public static void Rules(MessageWriter writer, NetfilterFamily family, string table)
    {
        using Scope<RuleAttribute> message = Begin<RuleAttribute>(writer, NftablesMessageType.GetRule, family);
        message.PutString(RuleAttribute.Table, table);
    }

    /// <summary>Asks for the <see cref="Nftables.Rule"/> with a handle; one answer, no dump, and a refusal when there is none.</summary>
    public static void Rule(MessageWriter writer, NetfilterFamily family, string table, string chain, ulong handle)
    {
        using Scope<RuleAttribute> message = Begin<RuleAttribute>(writer, NftablesMessageType.GetRule, family);
        message.PutString(RuleAttribute.Table, table);
        message.PutString(RuleAttribute.Chain, chain);
        message.PutNumber(RuleAttribute.Handle, handle);
    }

    /// <summary>Asks for the sets and maps of a table: a <see cref="Set"/> each.</summary>
    public static void Sets(MessageWriter writer, NetfilterFamily family, string table)
    {
        using Scope<SetAttribute> message = Begin<SetAttribute>(writer, NftablesMessageType.GetSet, family);
        message.PutString(SetAttribute.Table, table);
    }

    /// <summary>Asks for the elements of a set: any number of <see cref="SetElements"/>.</summary>
    public static void Elements(MessageWriter writer, NetfilterFamily family, string table, string set)
    {
        using Scope<ElementListAttribute> message = Begin<ElementListAttribute>(writer, NftablesMessageType.GetElements, family);
        message.PutString(ElementListAttribute.Table, table);
        message.PutString(ElementListAttribute.Set, set);
    }

    /// <summary>Asks for the element with a key; one answer, no dump, and a refusal when there is none.</summary>
    /// <param name="one">Its set and its key.</param>
    public static void Element(MessageWriter writer, SetElements one)
    {
        using Scope<ElementListAttribute> message = Begin<ElementListAttribute>(writer, NftablesMessageType.GetElements, one.Family);
        one.WriteTo(message, 0);
    }

    /// <summary>Asks for the named counters, quotas and the like of a table.</summary>
    public static void Objects(MessageWriter writer, NetfilterFamily family, string table)
    {
        // NFTA_OBJ_TABLE has the number of NFTA_TABLE_NAME.
        using Scope<TableAttribute> message = Begin<TableAttribute>(writer, NftablesMessageType.GetObject, family);
        message.PutString(TableAttribute.Name, table);
    }

    /// <summary>Asks for the <see cref="Nftables.Generation"/>; one answer, no dump.</summary>
    public static void Generation(MessageWriter writer)
    {
        using Scope<GenerationAttribute> message =
            Begin<GenerationAttribute>(writer, NftablesMessageType.GetGeneration, NetfilterFamily.Unspecified);
    }

    private static Scope<TAttribute> Begin<TAttribute>(MessageWriter writer, NftablesMessageType type, NetfilterFamily family)
        where TAttribute : unmanaged, Enum
    {
        Scope<TAttribute> message = writer.Begin<TAttribute>((ushort)type, MessageFlags.None);
        message.Struct(new NetfilterHeader((byte)family, 0, default));
        return message;
    }
}
