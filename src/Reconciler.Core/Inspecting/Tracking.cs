using System.Globalization;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Inspecting;

/// <summary>The table of connections: when it is full, the kernel drops what would begin a new one.</summary>
internal static class Tracking
{
    public const string CountKey = "net.netfilter.nf_conntrack_count";
    public const string LimitKey = "net.netfilter.nf_conntrack_max";

    // In percent of the limit.
    private const long NearlyFull = 80;

    public static string Now(HostCondition condition) =>
        Number(condition, CountKey) is long count && Number(condition, LimitKey) is long limit
            ? string.Create(CultureInfo.InvariantCulture, $"{count} of {limit} are tracked") : "not tracked yet";

    public static IEnumerable<Diagnostic> Of(HostCondition condition)
    {
        if (Number(condition, CountKey) is long count && Number(condition, LimitKey) is > 0 and long limit && count * 100 >= limit * NearlyFull)
            yield return ForwardingDiagnostics.TrackingNearlyFull(count, limit, LimitKey);
    }

    private static long? Number(HostCondition condition, string key) =>
        long.TryParse(condition.Find(key), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
