using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>
/// Interfaces that do not forward although the host does: somebody has said so. What is off for the whole host comes on with the first
/// apply, on all interfaces.
/// </summary>
internal static class InterfaceForwarding
{
    public static IEnumerable<Diagnostic> Of(ValueList<RoutedBridge> bridges, IEnumerable<string> uplinks, HostCondition condition)
    {
        if (condition.Find(Sysctl.IPv4Forwarding) != "1")
            yield break;
        foreach (string link in uplinks.Where(IsOff))
            yield return ForwardingDiagnostics.Off(HostCondition.KeyOf("ipv4", link, "forwarding"), $"what arrives by {link}", First(bridges));
        foreach (RoutedBridge bridge in bridges.Where(b => b.Families.Contains(IpFamily.IPv4) && IsOff(b.Name)))
        {
            string existing = condition.Find(HostCondition.KeyOf("ipv4", bridge.Name, "forwarding")) is null ? "default" : bridge.Name;
            yield return ForwardingDiagnostics.Off(HostCondition.KeyOf("ipv4", existing, "forwarding"), $"what containers on {bridge.Name} send", bridge.Origin);
        }

        bool IsOff(string link) => condition.Find("ipv4", link, "forwarding") == "0";
    }

    private static Origin? First(ValueList<RoutedBridge> bridges) => bridges.Count == 0 ? null : bridges[0].Origin;
}
