using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>The places of the packet path where chains are called (<c>NF_INET_*</c> of linux/netfilter.h).</summary>
public enum NftHook : byte
{
    Prerouting = 0,
    Input = 1,
    Forward = 2,
    Output = 3,
    Postrouting = 4,
}

/// <summary>What makes a chain a base chain.</summary>
/// <param name="Type"><c>filter</c>, <c>nat</c> or <c>route</c>.</param>
/// <param name="Priority">Lower ones are called first.</param>
/// <param name="Accept">The policy: what happens to packets that reach the end.</param>
public sealed record NftBase(string Type, NftHook Hook, int Priority, bool Accept = true)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"type {Type} hook {Hook.ToString().ToLowerInvariant()} priority {Priority} ; policy {(Accept ? "accept" : "drop")} ;");
}

/// <summary>A chain with its rules in order. The rules are compared and changed as a whole: there are few, and never more.</summary>
public sealed record NftChain(NftTable Table, string Name) : Resource
{
    /// <summary>Where the kernel calls it; <c>null</c> for a chain that others jump to.</summary>
    public NftBase? Base { get; init; }

    public required ValueList<NftRule> Rules { get; init; }

    protected override ResourceId Identity => IdOf(Table, Name);

    public override ResourceKind Kind => NftChainKind.Instance;

    public override IEnumerable<ResourceId> DependsOn => [Table.Id, .. Rules.SelectMany(r => r.Statements).SelectMany(RefersTo)];

    public override IEnumerable<ResourceId> VanishesWith => [Table.Id];

    private static ResourceId IdOf(NftTable table, string name) => new("nft-chain", table.Namespace, $"{table.Id.Name} {name}");

    private IEnumerable<ResourceId> RefersTo(NftStatement statement) => statement switch
    {
        NftStatement.InSet inSet => [NftSet.IdOf(Table, inSet.Set)],
        NftStatement.DestinationNat nat => [NftSet.IdOf(Table, nat.Map)],
        NftStatement.SourceNat nat => [NftSet.IdOf(Table, nat.Map)],
        NftStatement.Verdict { Chain: string chain } => [IdOf(Table, chain)],
        _ => [],
    };
}

/// <summary>Rules for <see cref="NftChain"/>.</summary>
public sealed class NftChainKind : ResourceKind<NftChain>
{
    public static NftChainKind Instance { get; } = new();

    public override string Name => "nft-chain";

    public override Impact RemovalImpact => Impact.ResetsFlows;

    protected override ValueList<Field<NftChain>> Fields { get; } =
    [
        Compared("base", c => c.Base?.ToString() ?? "none", Mutability.ByReplacing),
        Compared("rules", c => new RuleList(c.Rules)),
    ];

    public override IEnumerable<Step> Steps(Change change)
    {
        if (change is Change.Update || change.Removes)
            yield return RulesetStep.At(change, Verb.Deactivate, StepRank.FlushChain);
        if (change.Removes)
            yield return RulesetStep.At(change, Verb.Delete, StepRank.RemoveChain);
        if (change.Makes)
            yield return RulesetStep.At(change, Verb.Create, StepRank.CreateChain);
        if (change is not Change.Delete)
            yield return RulesetStep.At(change, Verb.Activate, StepRank.FillChain);
    }

    public override IEnumerable<string> Commands(Step step)
    {
        NftChain chain = (NftChain)step.Subject;
        string name = $"{chain.Table} {chain.Name}";
        return step.Verb switch
        {
            Verb.Create => [RulesetStep.Command(step, "add", $"chain {name}{(chain.Base is null ? "" : $" '{{ {chain.Base} }}'")}")],
            Verb.Activate => chain.Rules.Select(rule => RulesetStep.Command(step, "add", $"rule {name} {rule}")),
            Verb.Deactivate => [RulesetStep.Command(step, "flush", $"chain {name}")],
            _ => [RulesetStep.Command(step, "delete", $"chain {name}")],
        };
    }

    private sealed record RuleList(ValueList<NftRule> Rules)
    {
        public override string ToString() => "{ " + string.Join(" ; ", Rules) + " }";
    }
}
