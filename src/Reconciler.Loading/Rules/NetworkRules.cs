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

    private static readonly NetworkMode[] WithInterfaces = [NetworkMode.Bridge, NetworkMode.Overlay, NetworkMode.Macvlan];
    private static readonly NetworkMode[] ThroughTheHost = [NetworkMode.Bridge, NetworkMode.Overlay];

    // In which modes a field means something.
    private static readonly (string Field, Func<NetworkSpec, bool> IsSaid, NetworkMode[] Modes)[] OfModes =
    [
        (nameof(NetworkSpec.Subnets), n => n.Subnets.Count > 0, WithInterfaces),
        (nameof(NetworkSpec.Mtu), n => n.Mtu is not null, WithInterfaces),
        (nameof(NetworkSpec.Uplink), n => n.Uplink != new NetworkSpec { Mode = n.Mode }.Uplink, ThroughTheHost),
        (nameof(NetworkSpec.UplinkAddress), n => n.UplinkAddress.Count > 0, ThroughTheHost),
        (nameof(NetworkSpec.InterContainerTraffic), n => n.InterContainerTraffic != InterContainerTraffic.Allow, ThroughTheHost),
        (nameof(NetworkSpec.ReachableFrom), n => n.ReachableFrom.Count > 0, ThroughTheHost),
        (nameof(NetworkSpec.Dns), n => n.Dns is not null, ThroughTheHost),
        (nameof(NetworkSpec.Bridge), n => n.Bridge != new BridgeSpec(), ThroughTheHost),
        (nameof(NetworkSpec.Macvlan), n => n.Macvlan is not null, [NetworkMode.Macvlan]),
        (nameof(NetworkSpec.Overlay), n => n.Overlay is not null, [NetworkMode.Overlay]),
    ];

    // What the owner of a bridge decides.
    private static readonly string[] OfOwnBridges = [nameof(NetworkSpec.Uplink), nameof(NetworkSpec.UplinkAddress), nameof(NetworkSpec.ReachableFrom), nameof(NetworkSpec.Dns)];

    public NetworkRules()
    {
        RuleFor(n => n.Mode).Custom((mode, context) =>
        {
            foreach ((string field, _, _) in OfModes.Where(f => !f.Modes.Contains(mode) && f.IsSaid(context.InstanceToValidate)))
                context.Report(field, NetworkDiagnostics.NothingOfTheMode(field, mode));
        });
        RuleFor(n => n.Macvlan).Must(macvlan => macvlan is not null).Else((_, _) => MacvlanDiagnostics.NoParent())
            .When(n => n.Mode == NetworkMode.Macvlan);
        RuleFor(n => n.Macvlan!).SetValidator(n => new MacvlanRules(n)).When(n => n is { Mode: NetworkMode.Macvlan, Macvlan: not null });
        RuleFor(n => n.Overlay).Must(overlay => overlay is not null).Else((_, _) => OverlayDiagnostics.NoVni())
            .When(n => n.Mode == NetworkMode.Overlay);
        RuleFor(n => n.Overlay!.Encryption!.KeyFile).Must(Path.IsPathRooted).Else((_, file) => OverlayDiagnostics.RelativeKeyFile(file))
            .When(n => n.Overlay?.Encryption is not null);
        RuleFor(n => n.Dns!).SetValidator(n => new DnsRules(n)).When(n => n.Dns is not null);
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
        RuleFor(n => n.Bridge.Interface).Must((n, name) => name is not null || !n.Bridge.External).Else((_, _) => NetworkDiagnostics.UnnamedBridge());
        RuleFor(n => n.Bridge.External).Must((n, external) => !external || n.Mode != NetworkMode.Overlay)
            .Else((_, _) => NetworkDiagnostics.OverlayOnOthersBridge());
        RuleFor(n => n.Bridge).Custom((bridge, context) =>
        {
            foreach (string field in OfOwnBridges.Where(f => bridge.External && OfModes.Single(m => m.Field == f).IsSaid(context.InstanceToValidate)))
                context.Report(field, NetworkDiagnostics.NotOurBridge(field));
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
