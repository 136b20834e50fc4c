using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Kernel.Watching;

namespace Reconciler.Kernel.Observing;

/// <summary>What may be other than it was of the owner's tables in a namespace: single elements, sets with all their elements, or everything.</summary>
internal sealed class TouchedRuleset
{
    // One by one, elements take a request each; a whole set takes one.
    private const int MostElements = 64;

    private readonly Dictionary<ResourceId, NftElement> elements = [];
    private readonly HashSet<ElementNews> told = [];

    /// <summary>Whether all of it is read.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether tables, sets and chains are read; otherwise only elements are.</summary>
    public bool HasFrame { get; private set; }

    /// <summary>The names of sets of which all elements are read.</summary>
    public HashSet<string> Sets { get; } = [];

    /// <summary>The elements that are read one by one; where there are any, nothing else is.</summary>
    public IReadOnlyCollection<NftElement> Elements => elements.Values;

    /// <summary>Adds everything.</summary>
    public void AddAll() => IsWhole = HasFrame = true;

    /// <summary>Adds tables, sets and chains, and all elements of some sets.</summary>
    public void AddFrame(params IEnumerable<string> sets)
    {
        HasFrame = true;
        Sets.UnionWith(sets);
    }

    /// <summary>Adds one element.</summary>
    public void Add(NftElement element) => elements[element.Id] = element;

    /// <summary>Adds what the kernel told of.</summary>
    public void Add(EventScope.Ruleset happened)
    {
        if (happened.IsWhole)
            AddAll();
        if (happened.HasFrame || happened.Sets.Count > 0)
            AddFrame(happened.Sets);
        told.UnionWith(happened.Elements);
    }

    /// <summary>Finds out what the elements are that the kernel told of, and takes whole sets where single ones cannot be read, or are many.</summary>
    /// <param name="earlier">What is known of the sets.</param>
    public void Resolve(NamespaceId where, Snapshot earlier)
    {
        foreach (ElementNews one in told)
        {
            if (one.SetIn(where, earlier) is NftSet set && !ElementCodec.IsMadeOfSeveral(set))
                Add(ElementCodec.Read(set, [one.Element]).Single());
            else
                Sets.Add(one.Set);
        }
        told.Clear();
        bool isSimple = !HasFrame && Sets.Count == 0 && elements.Count <= MostElements
            && elements.Values.All(e => earlier.TryFind(NftSet.IdOf(e.Table, e.Set), out Observed? set) && !ElementCodec.IsMadeOfSeveral((NftSet)set.Resource));
        if (isSimple)
            return;
        AddFrame(elements.Values.Select(e => e.Set));
        elements.Clear();
    }
}
