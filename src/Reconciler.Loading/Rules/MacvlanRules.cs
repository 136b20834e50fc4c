using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What the settings of a macvlan network must fulfil.</summary>
internal static class MacvlanRules
{
    public static void Check(MacvlanSpec macvlan, NetworkSpec network, RuleFaults faults)
    {
        if (!NameSyntax.IsInterfaceName(macvlan.Parent))
            faults.Add(nameof(MacvlanSpec.Parent), InterfaceDiagnostics.Name(macvlan.Parent));
        if (macvlan.HostAccess.Count > 0 && macvlan.Mode != MacvlanVariant.Bridge)
            faults.Add(nameof(MacvlanSpec.HostAccess), MacvlanDiagnostics.NoHostAccess(macvlan.Mode));
        MetFamilies families = default;
        for (int i = 0; i < macvlan.HostAccess.Count; i++)
        {
            if (FaultOf(macvlan.HostAccess[i], network, ref families) is Diagnostic fault)
                faults.Add(nameof(MacvlanSpec.HostAccess), i, fault);
        }
    }

    private static Diagnostic? FaultOf(IpAddress address, NetworkSpec network, ref MetFamilies met)
    {
        if (!met.Add(address.Family))
            return MacvlanDiagnostics.SecondHostAccess(address);
        if (network.Subnets.FirstOrDefault(s => s.Cidr.Contains(address)) is not SubnetSpec subnet)
            return MacvlanDiagnostics.HostAccessOutside(address);
        bool isTaken = address == subnet.Cidr.First || address == subnet.Gateway || address == subnet.Cidr.Last && address.Family == IpFamily.IPv4;
        return isTaken ? MacvlanDiagnostics.HostAccessTaken(address, subnet.Cidr) : null;
    }
}
