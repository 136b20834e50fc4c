using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>The families of nf_tables; the values are <c>NFPROTO_*</c> of linux/netfilter.h.</summary>
public enum NftFamily : byte
{
    Inet = 1,
    Ip = 2,
    Bridge = 7,
    Ip6 = 10,
}

/// <summary>A table: all that one owner has in one namespace and family.</summary>
public sealed record NftTable(NamespaceId Namespace, NftFamily Family, string Name) : Resource
{
    /// <summary>Whether somebody put it to sleep (<c>NFT_TABLE_F_DORMANT</c>): its chains are not called. Never in a wish.</summary>
    public bool Dormant { get; init; }

    protected override ResourceId Identity => new("nft-table", Namespace, ToString());

    public override ResourceKind Kind => NftTableKind.Instance;

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => Namespace.Name is null ? [] : [NamedNamespace.IdOf(Namespace)];

    /// <summary>As nft commands name it: <c>inet reconciler-default</c>.</summary>
    public override string ToString() => $"{NftSyntax.Of(Family)} {Name}";
}

/// <summary>Rules for <see cref="NftTable"/>.</summary>
public sealed class NftTableKind : ResourceKind<NftTable>
{
    public static NftTableKind Instance { get; } = new();

    public override string Name => "nft-table";

    public override Impact RemovalImpact => Impact.ResetsFlows;

    protected override ValueList<Field<NftTable>> Fields { get; } = [Compared("dormant", t => t.Dormant)];

    public override IEnumerable<Step> Steps(Change change) =>
        change is Change.Delete
            ? [RulesetStep.At(change, Verb.Delete, StepRank.RemoveTable)]
            : [RulesetStep.At(change, Verb.Create, StepRank.CreateTable)];

    public override IEnumerable<string> Commands(Step step) =>
        [RulesetStep.Command(step, step.Verb == Verb.Delete ? "delete" : "add", $"table {step.Subject}")];
}
