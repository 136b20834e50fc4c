using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>
/// Strict reverse-path filtering (RFC 3704) of IPv4 on a host with several ways out: what comes by another interface than the route back
/// uses is dropped before any rule sees it.
/// </summary>
internal static class ReversePath
{
    private const string Strict = "1";

    public static IEnumerable<Diagnostic> Of(ValueList<RoutedBridge> bridges, Snapshot observed, HostCondition condition)
    {
        Route[] ways = [.. observed.Of<Route>(NamespaceId.Host).Where(r => r is { Destination: { Length: 0, Family: IpFamily.IPv4 }, Link: not null }).OrderBy(r => r.Metric)];
        string[] others = [.. ways.Skip(1).Select(w => w.Link!).Distinct().Where(l => l != ways[0].Link)];
        return others.Where(l => IsStrict(l, condition))
            .Select(l => ForwardingDiagnostics.StrictReversePath(l, ways[0].Link!, KeyOf(l, condition), bridges.Count == 0 ? null : bridges[0].Origin));
    }

    // The larger of an interface's own value and that of all; 2 is loose.
    private static bool IsStrict(string link, HostCondition condition)
    {
        string[] values = [condition.Find("ipv4", link, "rp_filter") ?? "0", condition.Find("ipv4", "all", "rp_filter") ?? "0"];
        return values.Max(StringComparer.Ordinal) == Strict;
    }

    private static string KeyOf(string link, HostCondition condition) =>
        HostCondition.KeyOf("ipv4", condition.Find("ipv4", link, "rp_filter") == Strict ? link : "all", "rp_filter");
}
