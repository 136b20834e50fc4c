using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Inspecting;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Fuzz.Targets;

/// <summary>Rulesets, of whomever: read as resources and written again, as text, and as what is in the way of others.</summary>
internal static class RulesetTarget
{
    private static readonly NftTable Table = new(NamespaceId.Host, NftFamily.Inet, "reconciler-default");

    public static void Run(byte[] bytes)
    {
        List<Chain> chains = [];
        List<Rule> rules = [];
        List<Set> sets = [];
        List<SetElement> elements = [];
        NetlinkTarget.Harmless(() =>
        {
            foreach (MessageView message in new MessageReader(bytes))
                Collect(message, chains, rules, sets, elements);
        });
        foreach (Chain chain in chains.DefaultIfEmpty(new(NetfilterFamily.Inet, Table.Name, "chain")))
            NetlinkTarget.Harmless(() => _ = RulesetResources(chain, rules));
        foreach (Rule rule in rules)
            NetlinkTarget.Harmless(() => Inspect(rule, elements));
        foreach (Set set in sets)
            NetlinkTarget.Harmless(() => Read(set, elements));
    }

    private static void Collect(MessageView message, List<Chain> chains, List<Rule> rules, List<Set> sets, List<SetElement> elements)
    {
        switch ((NftablesMessageType)message.Header.Type)
        {
            case NftablesMessageType.NewChain: chains.Add(Chain.Read(message)); break;
            case NftablesMessageType.NewRule: rules.Add(Rule.Read(message)); break;
            case NftablesMessageType.NewSet: sets.Add(Set.Read(message)); break;
            case NftablesMessageType.NewElements: elements.AddRange(SetElements.Read(message).Elements); break;
        }
    }

    // What is written again is what an undo sends.
    private static string RulesetResources(Chain chain, List<Rule> rules)
    {
        NftChain read = ChainCodec.Read(Table, chain, rules);
        foreach (NftRule rule in read.Rules)
            ChainCodec.Write(read, rule);
        return $"{ChainCodec.Write(read)} {read.Id} {read.Detail} {read.Kind.Describe(read)}";
    }

    private static void Inspect(Rule rule, List<SetElement> elements)
    {
        RuleText.Of(rule);
        FilterReading.Of(rule);
        _ = DestinationNat.Of(rule, _ => elements).Count();
    }

    private static void Read(Set set, List<SetElement> elements)
    {
        NftSet read = SetCodec.Read(Table, set);
        foreach (NftElement element in ElementCodec.Read(read, elements))
            _ = $"{element.Id} {element.Detail} {element.Kind.Describe(element)}";
    }
}
