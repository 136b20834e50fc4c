using FluentValidation;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What the settings of a macvlan network must fulfil.</summary>
internal sealed class MacvlanRules : AbstractValidator<MacvlanSpec>
{
    public MacvlanRules(NetworkSpec network)
    {
        RuleFor(m => m.Parent).Must(NameSyntax.IsInterfaceName).Else((_, name) => InterfaceDiagnostics.Name(name));
        RuleFor(m => m.HostAccess).Must((m, addresses) => addresses.Count == 0 || m.Mode == MacvlanVariant.Bridge)
            .Else((m, _) => MacvlanDiagnostics.NoHostAccess(m.Mode));
        RuleFor(m => m.HostAccess).Custom((addresses, context) =>
        {
            HashSet<IpFamily> families = [];
            for (int i = 0; i < addresses.Count; i++)
            {
                if (FaultOf(addresses[i], network, families) is Diagnostic fault)
                    context.Report($"HostAccess[{i}]", fault);
            }
        });
    }

    private static Diagnostic? FaultOf(IpAddress address, NetworkSpec network, HashSet<IpFamily> seen)
    {
        if (!seen.Add(address.Family))
            return MacvlanDiagnostics.SecondHostAccess(address);
        if (network.Subnets.FirstOrDefault(s => s.Cidr.Contains(address)) is not SubnetSpec subnet)
            return MacvlanDiagnostics.HostAccessOutside(address);
        bool isTaken = address == subnet.Cidr.First || address == subnet.Gateway || address == subnet.Cidr.Last && address.Family == IpFamily.IPv4;
        return isTaken ? MacvlanDiagnostics.HostAccessTaken(address, subnet.Cidr) : null;
    }
}
