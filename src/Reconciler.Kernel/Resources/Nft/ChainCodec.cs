using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Chains and their rules to and from the kernel's.</summary>
internal static class ChainCodec
{
    public static Chain Write(NftChain chain) => new((NetfilterFamily)chain.Table.Family, chain.Table.Name, chain.Name)
    {
        Base = chain.Base is { } hooked
            ? new(hooked.Type, (uint)hooked.Hook, hooked.Priority, hooked.Accept ? VerdictCode.Accept : VerdictCode.Drop)
            : null,
    };

    public static Rule Write(NftChain chain, NftRule rule) =>
        new((NetfilterFamily)chain.Table.Family, chain.Table.Name, chain.Name)
        {
            Expressions = [.. rule.Statements.Where(s => OpaqueStatement.UserDataIn(s) is null).SelectMany(StatementLowering.Lower)],
            UserData = rule.Statements.Select(OpaqueStatement.UserDataIn).FirstOrDefault(data => data is not null) ?? [],
        };

    /// <summary>A chain with its rules, in their order.</summary>
    public static NftChain Read(NftTable table, Chain chain, IEnumerable<Rule> rules) => new(table, chain.Name)
    {
        Base = chain.Base is { } hooked
            ? new(hooked.Type, (NftHook)hooked.Hook, hooked.Priority, hooked.Policy == VerdictCode.Accept)
            : null,
        Rules = rules.Select(Read).ToValueList(),
    };

    private static NftRule Read(Rule rule)
    {
        IEnumerable<NftStatement> statements = StatementLifting.Lift(rule.Expressions);
        return new(rule.UserData.IsEmpty
            ? statements.ToValueList()
            : [.. statements, OpaqueStatement.LiftUserData(rule.UserData)]);
    }
}
