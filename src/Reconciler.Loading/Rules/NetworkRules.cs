using FluentValidation;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a network must fulfil whatever else exists.</summary>
internal sealed class NetworkRules : AbstractValidator<NetworkSpec>
{
    // RFC 8200, section 5: every link of IPv6 carries packets of this size.
    private const int MinIPv6Mtu = 1280;

    // What a network of these modes has nothing for.
    private static readonly (string Field, Func<NetworkSpec, bool> IsSaid)[] OfBridges =
    [
        (nameof(NetworkSpec.Subnets), n => n.Subnets.Count > 0),
        (nameof(NetworkSpec.Mtu), n => n.Mtu is not null),
        (nameof(NetworkSpec.Uplink), n => n.Uplink != new NetworkSpec { Mode = n.Mode }.Uplink),
        (nameof(NetworkSpec.UplinkAddress), n => n.UplinkAddress.Count > 0),
        (nameof(NetworkSpec.InterContainerTraffic), n => n.InterContainerTraffic != InterContainerTraffic.Allow),
        (nameof(NetworkSpec.ReachableFrom), n => n.ReachableFrom.Count > 0),
        (nameof(NetworkSpec.Bridge), n => n.Bridge != new BridgeSpec()),
    ];

    public NetworkRules()
    {
        RuleFor(n => n.Mode).Custom((mode, context) =>
        {
            foreach ((string field, _) in OfBridges.Where(f => mode is NetworkMode.Host or NetworkMode.None && f.IsSaid(context.InstanceToValidate)))
                context.Report(field, NetworkDiagnostics.NothingOfTheMode(field, mode));
        });
        RuleForEach(n => n.Subnets).SetValidator(new SubnetRules());
        RuleFor(n => n.Subnets).Custom((subnets, context) =>
        {
            HashSet<IpFamily> families = [];
            for (int i = 0; i < subnets.Count; i++)
            {
                if (!families.Add(subnets[i].Cidr.Family))
                    context.Report($"Subnets[{i}]", NetworkDiagnostics.SecondSubnet(subnets[i].Cidr));
            }
        });
        RuleFor(n => n.Mtu).Must(mtu => mtu is null or >= MinIPv6Mtu)
            .Else((_, mtu) => NetworkDiagnostics.MtuBelowIPv6(mtu, MinIPv6Mtu))
            .When(n => n.Subnets.Any(s => s.Cidr.Family == IpFamily.IPv6));
        RuleFor(n => n.ReachableFrom).Custom((names, context) =>
        {
            HashSet<string> seen = [];
            for (int i = 0; i < names.Count; i++)
            {
                if (!seen.Add(names[i]))
                    context.Report($"ReachableFrom[{i}]", NetworkDiagnostics.ReachableTwice(names[i]));
            }
        });
        RuleFor(n => n.UplinkAddress).Custom((addresses, context) =>
        {
            HashSet<IpFamily> families = [];
            for (int i = 0; i < addresses.Count; i++)
            {
                if (UplinkAddressFault(addresses[i], families, context.InstanceToValidate) is Diagnostic fault)
                    context.Report($"UplinkAddress[{i}]", fault);
            }
        });
        RuleFor(n => n.Bridge.Interface).Must(name => name is null || NameSyntax.IsInterfaceName(name))
            .Else((_, name) => InterfaceDiagnostics.Name(name));
    }

    private static Diagnostic? UplinkAddressFault(IpAddress address, HashSet<IpFamily> seen, NetworkSpec network)
    {
        if (address.IsUnspecified || address.IsLoopback || address.IsMulticast)
            return NetworkDiagnostics.UplinkAddressSpecial(address);
        if (!seen.Add(address.Family))
            return NetworkDiagnostics.SecondUplinkAddress(address);
        bool isNat = network.Subnets.Any(s => s.Cidr.Family == address.Family) && network.Uplink.For(address.Family) == Uplink.Nat;
        return isNat ? null : NetworkDiagnostics.UplinkAddressUnused(address);
    }
}
