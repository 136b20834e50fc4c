using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFNL_BATCH_*</c> of linux/netfilter/nfnetlink.h</summary>
internal enum BatchAttribute : ushort
{
    Generation = 1,
}

/// <summary>
/// Writes a transaction: the kernel makes all changes of it at once, or none. To be sent with
/// <c>NetlinkConnection.Transact</c> after <see cref="End"/>; without the end the kernel checks the changes and drops them.
/// </summary>
public sealed class NftablesBatch
{
    private const ushort Subsystem = 10; // NFNL_SUBSYS_NFTABLES

    private readonly MessageWriter writer;
    private uint sets;

    /// <summary>Begins a transaction.</summary>
    /// <param name="generation">
    /// The <see cref="Generation.Id"/> that the changes were computed from: the kernel refuses the first message with
    /// <c>ERESTART</c> when another transaction was faster. Null to change whatever is there.
    /// </param>
    public NftablesBatch(MessageWriter writer, uint? generation = null)
    {
        this.writer = writer;
        using Scope<BatchAttribute> message = Boundary(NftablesMessageType.BatchBegin);
        if (generation is { } id)
            message.PutNumber(BatchAttribute.Generation, id);
    }

    /// <summary>Makes a table, or changes the flags of an existing one.</summary>
    public void Add(Table table)
    {
        using Scope<TableAttribute> message = Begin<TableAttribute>(NftablesMessageType.NewTable, MessageFlags.Create, table.Family);
        table.WriteTo(message);
    }

    /// <summary>Removes a table with all that is in it.</summary>
    public void Delete(Table table)
    {
        using Scope<TableAttribute> message = Begin<TableAttribute>(NftablesMessageType.DeleteTable, MessageFlags.None, table.Family);
        message.PutString(TableAttribute.Name, table.Name);
    }

    /// <summary>Makes a chain, or changes the policy of an existing one.</summary>
    public void Add(Chain chain)
    {
        using Scope<ChainAttribute> message = Begin<ChainAttribute>(NftablesMessageType.NewChain, MessageFlags.Create, chain.Family);
        chain.WriteTo(message);
    }

    /// <summary>Removes a chain, which must be empty and unused.</summary>
    public void Delete(Chain chain)
    {
        using Scope<ChainAttribute> message = Begin<ChainAttribute>(NftablesMessageType.DeleteChain, MessageFlags.None, chain.Family);
        message.PutString(ChainAttribute.Table, chain.Table);
        message.PutString(ChainAttribute.Name, chain.Name);
    }

    /// <summary>Removes all rules of a chain.</summary>
    public void Flush(Chain chain)
    {
        using Scope<RuleAttribute> message = Begin<RuleAttribute>(NftablesMessageType.DeleteRule, MessageFlags.None, chain.Family);
        message.PutString(RuleAttribute.Table, chain.Table);
        message.PutString(RuleAttribute.Chain, chain.Name);
    }

    /// <summary>Puts a rule after the one at its <see cref="Rule.Position"/>, or at the end of its chain.</summary>
    public void Add(Rule rule) => Write(rule with { Handle = null }, MessageFlags.Create | MessageFlags.Append);

    /// <summary>Puts a rule in the place of the one with its <see cref="Rule.Handle"/>, which it keeps.</summary>
    public void Replace(Rule rule) => Write(rule, MessageFlags.Replace);

    /// <summary>Removes the rule with this rule's <see cref="Rule.Handle"/>.</summary>
    /// <exception cref="ArgumentException">It has none: the kernel would remove all rules of the chain.</exception>
    public void Delete(Rule rule)
    {
        if (rule.Handle is not { } handle)
            throw new ArgumentException("The rule has no handle.", nameof(rule));
        using Scope<RuleAttribute> message = Begin<RuleAttribute>(NftablesMessageType.DeleteRule, MessageFlags.None, rule.Family);
        message.PutString(RuleAttribute.Table, rule.Table);
        message.PutString(RuleAttribute.Chain, rule.Chain);
        message.PutNumber(RuleAttribute.Handle, handle);
    }

    /// <summary>Makes a set or map.</summary>
    public void Add(Set set)
    {
        using Scope<SetAttribute> message = Begin<SetAttribute>(NftablesMessageType.NewSet, MessageFlags.Create, set.Family);
        set.WriteTo(message, ++sets);
    }

    /// <summary>Removes a set or map with its elements; no rule may use it.</summary>
    public void Delete(Set set)
    {
        using Scope<SetAttribute> message = Begin<SetAttribute>(NftablesMessageType.DeleteSet, MessageFlags.None, set.Family);
        message.PutString(SetAttribute.Table, set.Table);
        message.PutString(SetAttribute.Name, set.Name);
    }

    /// <summary>Adds elements, in as many messages as needed. Of those that are there already, other data are refused.</summary>
    public void Add(SetElements elements) => Write(elements, NftablesMessageType.NewElements, MessageFlags.Create);

    /// <summary>Removes elements by their keys, in as many messages as needed; one that is not there is refused.</summary>
    public void Delete(SetElements elements) => Write(elements, NftablesMessageType.DeleteElements, MessageFlags.None);

    /// <summary>Ends the transaction: without it the kernel only checks.</summary>
    public void End() => Boundary(NftablesMessageType.BatchEnd).Dispose();

    private void Write(Rule rule, MessageFlags flags)
    {
        using Scope<RuleAttribute> message = Begin<RuleAttribute>(NftablesMessageType.NewRule, flags, rule.Family);
        rule.WriteTo(message);
    }

    private void Write(SetElements elements, NftablesMessageType type, MessageFlags flags)
    {
        for (int next = 0; next < elements.Elements.Count;)
        {
            using Scope<ElementListAttribute> message = Begin<ElementListAttribute>(type, flags, elements.Family);
            next = elements.WriteTo(message, next);
        }
    }

    private Scope<BatchAttribute> Boundary(NftablesMessageType type)
    {
        Scope<BatchAttribute> message = writer.Begin<BatchAttribute>((ushort)type, MessageFlags.None);
        message.Struct(new NetfilterHeader((byte)NetfilterFamily.Unspecified, 0, new BigEndian16(Subsystem)));
        return message;
    }

    private Scope<TAttribute> Begin<TAttribute>(NftablesMessageType type, MessageFlags flags, NetfilterFamily family)
        where TAttribute : unmanaged, Enum
    {
        Scope<TAttribute> message = writer.Begin<TAttribute>((ushort)type, flags);
        message.Struct(new NetfilterHeader((byte)family, 0, default));
        return message;
    }
}
