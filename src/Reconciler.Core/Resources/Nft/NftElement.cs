using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>One element of a set or map.</summary>
/// <param name="Key">One value for each of the set's key types.</param>
public sealed record NftElement(NftTable Table, string Set, ValueList<NftValue> Key) : Resource
{
    /// <summary>What a map gives for the key, one value for each of its data types; none in a set.</summary>
    public ValueList<NftValue> Data { get; init; } = [];

    /// <summary>What else the kernel holds of it, such as a timeout or comment, in hexadecimal; <c>null</c> in every wish.</summary>
    public string? Options { get; init; }

    protected override ResourceId Identity => new("nft-element", Table.Namespace, $"{Table.Id.Name} {Set} {{ {new NftConcatenation(Key)} }}");

    public override ResourceKind Kind => NftElementKind.Instance;

    public override string Detail => Data.Count == 0 ? "" : $": {new NftConcatenation(Data)}";

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => [Table.Id, NftSet.IdOf(Table, Set)];
}

/// <summary>Rules for <see cref="NftElement"/>.</summary>
public sealed class NftElementKind : ResourceKind<NftElement>
{
    public static NftElementKind Instance { get; } = new();

    public override string Name => "nft-element";

    public override Impact RemovalImpact => Impact.ResetsFlows;

    public override bool IsLeaf => true;

    protected override ValueList<Field<NftElement>> Fields { get; } =
    [
        Compared("data", e => e.Data.Count == 0 ? (NftConcatenation?)null : new(e.Data), Mutability.InPlace, Impact.ResetsFlows),
        Compared("options", e => e.Options ?? "none"),
    ];

    // What comes is most of a plan, and one step each.
    public override IEnumerable<Step> Steps(Change change) =>
        change is Change.Create ? [RulesetStep.At(change, Verb.Create, StepRank.CreateElement)] : Several(change);

    // The kernel refuses other data for a key that a map has (EEXIST): the element goes and comes back in one transaction.
    private static IEnumerable<Step> Several(Change change)
    {
        if (change is Change.Update || change.Removes)
            yield return RulesetStep.At(change, Verb.Delete, StepRank.RemoveElement);
        if (change is not Change.Delete)
            yield return RulesetStep.At(change, Verb.Create, StepRank.CreateElement);
    }

    public override IEnumerable<string> Commands(Step step)
    {
        NftElement element = (NftElement)step.Subject;
        string data = step.Verb == Verb.Delete || element.Data.Count == 0 ? "" : $" : {new NftConcatenation(element.Data)}";
        return [RulesetStep.Command(step, step.Verb == Verb.Delete ? "delete" : "add",
            $"element {element.Table} {element.Set} '{{ {new NftConcatenation(element.Key)}{data} }}'")];
    }
}
