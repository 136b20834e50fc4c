using Reconciler.Core.Compiling;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>A bridge of an owner's whose packets the host forwards.</summary>
/// <param name="Families">In which it does.</param>
/// <param name="IsTranslated">Whether whoever opens a connection to a container does so by a published port.</param>
/// <param name="Origin">What wants it; <c>null</c> of what was only read.</param>
internal sealed record RoutedBridge(string Name, ValueList<IpFamily> Families, bool IsTranslated, Origin? Origin)
{
    /// <summary>Those that an owner's table has elements for, or should have.</summary>
    public static ValueList<RoutedBridge> In(IEnumerable<Desired> resources)
    {
        ILookup<string, Desired> elements = resources.Where(d => d.Resource is NftElement { Table.Namespace.IsHost: true }).ToLookup(d => ((NftElement)d.Resource).Set);
        HashSet<string> joined = [.. elements[RulesetFrame.Allowed].SelectMany(PairOf)];
        return [.. elements[RulesetFrame.Bridges].Select(Of).Where(b => b.Families.Count > 0)];

        RoutedBridge Of(Desired element)
        {
            string name = NamesOf(element)[0];
            IpFamily[] families = [.. Enum.GetValues<IpFamily>().Where(f => joined.Contains(name) || Has(elements[RulesetFrame.Uplinked(f)], name))];
            return new(name, ValueList.Create<IpFamily>(families), !joined.Contains(name) && !families.Any(f => Has(elements[RulesetFrame.Routed(f)], name)), element.Origin);
        }
    }

    private static bool Has(IEnumerable<Desired> elements, string bridge) => elements.Any(e => NamesOf(e).Contains(bridge));

    // Between the bridges of two networks packets are forwarded; within one they are not.
    private static string[] PairOf(Desired element) => NamesOf(element) is [string from, string to] && from != to ? [from, to] : [];

    private static string[] NamesOf(Desired element) => [.. ((NftElement)element.Resource).Key.OfType<NftValue.Interface>().Select(i => i.Value)];
}
