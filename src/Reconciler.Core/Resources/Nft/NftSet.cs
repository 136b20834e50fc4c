using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>A named set or, with <see cref="Data"/>, a map.</summary>
public sealed record NftSet(NftTable Table, string Name) : Resource
{
    /// <summary>The types that are concatenated to the key.</summary>
    public required ValueList<NftType> Key { get; init; }

    /// <summary>The types that are concatenated to what an element gives; none for a set.</summary>
    public ValueList<NftType> Data { get; init; } = [];

    /// <summary>
    /// <c>NFT_SET_INTERVAL</c>: elements are prefixes and ranges. Addresses in it are always prefixes (or ranges), single ones too;
    /// where the key is one type only, everything else is a range.
    /// </summary>
    public bool Interval { get; init; }

    /// <summary>Whether each element counts the packets, and their bytes, that are found to be in it. What it has counted is nobody's wish.</summary>
    public bool Counter { get; init; }

    /// <summary>What else the kernel holds of it, such as a timeout; <c>null</c> in every wish.</summary>
    public string? Options { get; init; }

    protected override ResourceId Identity => IdOf(Table, Name);

    public override ResourceKind Kind => NftSetKind.Instance;

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => [Table.Id];

    /// <summary>The identity of a table's set of that name.</summary>
    public static ResourceId IdOf(NftTable table, string name) => new("nft-set", table.Namespace, $"{table.Id.Name} {name}");

    /// <summary>nft's word for it.</summary>
    public string Word => Data.Count == 0 ? "set" : "map";
}

/// <summary>Rules for <see cref="NftSet"/>.</summary>
public sealed class NftSetKind : ResourceKind<NftSet>
{
    public static NftSetKind Instance { get; } = new();

    public override string Name => "nft-set";

    public override Impact RemovalImpact => Impact.ResetsFlows;

    protected override ValueList<Field<NftSet>> Fields { get; } =
    [
        Compared("type", s => NftSyntax.Of(s.Key) + (s.Data.Count == 0 ? "" : " : " + NftSyntax.Of(s.Data)), Mutability.ByReplacing, Impact.ResetsFlows),
        Compared("interval", s => s.Interval, Mutability.ByReplacing, Impact.ResetsFlows),
        Compared("counter", s => s.Counter, Mutability.ByReplacing, Impact.ResetsFlows),
        Compared("options", s => s.Options ?? "none", Mutability.ByReplacing, Impact.ResetsFlows),
    ];

    public override IEnumerable<Step> Steps(Change change)
    {
        if (change.Removes)
            yield return RulesetStep.At(change, Verb.Delete, StepRank.RemoveSet);
        if (change.Makes)
            yield return RulesetStep.At(change, Verb.Create, StepRank.CreateSet);
    }

    public override IEnumerable<string> Commands(Step step)
    {
        NftSet set = (NftSet)step.Subject;
        string data = set.Data.Count == 0 ? "" : " : " + NftSyntax.Of(set.Data);
        string flags = set.Interval ? " flags interval ;" : "";
        string counter = set.Counter ? " counter ;" : "";
        return step.Verb == Verb.Delete
            ? [RulesetStep.Command(step, "delete", $"{set.Word} {set.Table} {set.Name}")]
            : [RulesetStep.Command(step, "add", $"{set.Word} {set.Table} {set.Name} '{{ type {NftSyntax.Of(set.Key)}{data} ;{flags}{counter} }}'")];
    }
}
