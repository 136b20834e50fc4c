using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>
/// br_netfilter leads what stays within a bridge through the rules for what is forwarded. Reconciler's work either way, but for one case: a
/// container that is isolated from others reaches their published ports only without it.
/// </summary>
internal static class BridgeNetfilter
{
    public const string IPv4 = "net.bridge.bridge-nf-call-iptables";
    public const string IPv6 = "net.bridge.bridge-nf-call-ip6tables";

    public static IEnumerable<Diagnostic> Of(ValueList<Desired> wanted, HostCondition condition)
    {
        HashSet<string> isolating = [.. wanted.Select(d => d.Resource).OfType<Link>().Where(l => l is { Namespace.IsHost: true, Master: not null, Port.Isolated: true }).Select(l => l.Master!)];
        Address[] gateways = [.. wanted.Select(d => d.Resource).OfType<Address>().Where(a => a.Namespace.IsHost && isolating.Contains(a.Link))];
        if (gateways.Length == 0)
            yield break;
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            string key = family == IpFamily.IPv4 ? IPv4 : IPv6;
            (IpAddress Container, Origin? Origin)[] reached = [.. PublishedPort.To(wanted, family).Where(p => gateways.Any(g => g.Prefix.Subnet.Contains(p.Container)))];
            if (reached.Length > 0 && condition.Find(key) == "1")
                yield return ForwardingDiagnostics.IsolatedFromPublished(key, reached[0].Origin);
        }
    }
}
