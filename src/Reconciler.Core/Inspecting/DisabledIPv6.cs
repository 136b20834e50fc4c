using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>Interfaces on which the kernel refuses addresses of IPv6, which their networks have.</summary>
internal static class DisabledIPv6
{
    public static IEnumerable<Diagnostic> Of(IEnumerable<Desired> wanted, Snapshot observed, HostCondition condition) => wanted
        .Where(d => d.Resource is Address { Namespace.IsHost: true, Prefix.Family: IpFamily.IPv6 } && !observed.TryFind(d.Resource.Id, out _))
        .GroupBy(d => ((Address)d.Resource).Link)
        .Where(g => condition.Find("ipv6", g.Key, "disable_ipv6") == "1")
        .Select(g => ForwardingDiagnostics.NoIPv6(
            HostCondition.KeyOf("ipv6", condition.Find(HostCondition.KeyOf("ipv6", g.Key, "disable_ipv6")) is null ? "default" : g.Key, "disable_ipv6"), g.Key, g.First().Origin));
}
