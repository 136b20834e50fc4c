using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>Chains of others that may drop what passes through the host. An accept of ours ends our chain only: each drops for itself.</summary>
internal static class ForeignFilters
{
    /// <param name="bridges">None: the host in general is asked about.</param>
    public static IEnumerable<Diagnostic> Of(ValueList<RoutedBridge> bridges, HostCondition condition)
    {
        foreach (IGrouping<(string, string), FilterChain> table in condition.Chains.GroupBy(c => (c.Family, c.Table)))
        {
            FilterWalk walk = new(table);
            foreach (FilterChain chain in table.Where(c => c.Base is not null))
            {
                RoutedBridge[] held = [.. bridges.Where(b => b.Families.Any(chain.Sees) && MayDrop(walk, chain, b))];
                if (held.Length > 0 || bridges.Count == 0 && walk.MayDrop(chain, default))
                    yield return FilterDiagnostics.MayDrop(chain, [.. table], held.Select(b => b.Name).ToValueList(), held.FirstOrDefault()?.Origin, IsWithinBridges(chain, condition));
            }
        }
    }

    // What leaves by a bridge is known only once it was routed.
    private static bool MayDrop(FilterWalk walk, FilterChain chain, RoutedBridge bridge) =>
        walk.MayDrop(chain, new(Input: bridge.Name))
        || chain.Base!.Hook is "forward" or "postrouting" && walk.MayDrop(chain, new(Output: bridge.Name, IsTranslated: bridge.IsTranslated));

    private static bool IsWithinBridges(FilterChain chain, HostCondition condition) =>
        chain.Base!.Hook == "forward" && (chain.Sees(IpFamily.IPv4) && condition.Find(BridgeNetfilter.IPv4) == "1" || chain.Sees(IpFamily.IPv6) && condition.Find(BridgeNetfilter.IPv6) == "1");
}
