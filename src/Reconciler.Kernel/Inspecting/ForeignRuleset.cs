using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Inspecting;

/// <summary>The tables of a namespace that are not the owner's. What goes while it is read is left out: it is in nobody's way.</summary>
internal sealed class ForeignRuleset(NetlinkConnection netfilter, OwnershipMark mark)
{
    /// <summary>The tables, without those that sleep: their chains are not called.</summary>
    public IReadOnlyList<Table> Tables() => [.. Dump(NftablesRequests.Tables, Table.Read).Where(t => t.Name != mark.Table && !t.Flags.HasFlag(TableFlags.Dormant))];

    /// <summary>The chains of all tables, the owner's included.</summary>
    public IReadOnlyList<Chain> Chains() => Dump(r => NftablesRequests.Chains(r, NetfilterFamily.Unspecified), Chain.Read);

    /// <summary>The rules of a table, chain by chain and in order.</summary>
    public IReadOnlyList<Rule> Rules(Table table) => Dump(r => NftablesRequests.Rules(r, table.Family, table.Name), Rule.Read);

    /// <summary>The elements of a set whose keys are single ones; of one whose keys are ranges, none.</summary>
    public IReadOnlyList<SetElement> Elements(Table table, string set) =>
        Dump(r => NftablesRequests.Sets(r, table.Family, table.Name), Set.Read).Any(s => s.Name == set && !s.Flags.HasFlag(SetFlags.Interval))
            ? [.. Dump(r => NftablesRequests.Elements(r, table.Family, table.Name, set), SetElements.Read).SelectMany(p => p.Elements)]
            : [];

    private IReadOnlyList<TValue> Dump<TValue>(Action<MessageWriter> write, MessageParser<TValue> parse)
    {
        try
        {
            return netfilter.Dump(write, parse);
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            return [];
        }
    }
}
