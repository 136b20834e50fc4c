using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a network must fulfil whatever else exists.</summary>
internal sealed class NetworkRules : SpecRules<NetworkSpec>
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

    protected override void Check(NetworkSpec network, RuleFaults faults)
    {
        CheckMode(network, faults);
        if (network.Dns is DnsSpec dns)
            DnsRules.Check(dns, network, faults.Of(nameof(NetworkSpec.Dns)));
        CheckSubnets(network.Subnets, faults);
        if (network.Mtu is int mtu and < MinIPv6Mtu && network.Subnets.Any(s => s.Cidr.Family == IpFamily.IPv6))
            faults.Add(nameof(NetworkSpec.Mtu), NetworkDiagnostics.MtuBelowIPv6(mtu, MinIPv6Mtu));
        CheckReachableFrom(network.ReachableFrom, faults);
        MetFamilies families = default;
        for (int i = 0; i < network.UplinkAddress.Count; i++)
        {
            if (UplinkAddressFault(network.UplinkAddress[i], ref families, network) is Diagnostic fault)
                faults.Add(nameof(NetworkSpec.UplinkAddress), i, fault);
        }
        CheckBridge(network, faults);
    }

    private static void CheckMode(NetworkSpec network, RuleFaults faults)
    {
        foreach ((string field, Func<NetworkSpec, bool> isSaid, NetworkMode[] modes) in OfModes)
        {
            if (!modes.Contains(network.Mode) && isSaid(network))
                faults.Add(field, NetworkDiagnostics.NothingOfTheMode(field, network.Mode));
        }
        if (network is { Mode: NetworkMode.Macvlan, Macvlan: null })
            faults.Add(nameof(NetworkSpec.Macvlan), MacvlanDiagnostics.NoParent());
        if (network is { Mode: NetworkMode.Macvlan, Macvlan: MacvlanSpec macvlan })
            MacvlanRules.Check(macvlan, network, faults.Of(nameof(NetworkSpec.Macvlan)));
        if (network is { Mode: NetworkMode.Overlay, Overlay: null })
            faults.Add(nameof(NetworkSpec.Overlay), OverlayDiagnostics.NoVni());
        if (network.Overlay?.Encryption is { KeyFile: string file } && !Path.IsPathRooted(file))
            faults.Add("Overlay.Encryption.KeyFile", OverlayDiagnostics.RelativeKeyFile(file));
    }

    private static void CheckSubnets(ValueList<SubnetSpec> subnets, RuleFaults faults)
    {
        for (int i = 0; i < subnets.Count; i++)
            SubnetRules.Check(subnets[i], faults.Of(nameof(NetworkSpec.Subnets), i));
        MetFamilies families = default;
        for (int i = 0; i < subnets.Count; i++)
        {
            if (!families.Add(subnets[i].Cidr.Family))
                faults.Add(nameof(NetworkSpec.Subnets), i, NetworkDiagnostics.SecondSubnet(subnets[i].Cidr));
        }
    }

    private static void CheckReachableFrom(ValueList<string> names, RuleFaults faults)
    {
        HashSet<string> seen = [];
        for (int i = 0; i < names.Count; i++)
        {
            if (!seen.Add(names[i]))
                faults.Add(nameof(NetworkSpec.ReachableFrom), i, NetworkDiagnostics.ReachableTwice(names[i]));
        }
    }

    private static void CheckBridge(NetworkSpec network, RuleFaults faults)
    {
        BridgeSpec bridge = network.Bridge;
        if (bridge is { External: true, Interface: null })
            faults.Add("Bridge.Interface", NetworkDiagnostics.UnnamedBridge());
        if (bridge.External && network.Mode == NetworkMode.Overlay)
            faults.Add("Bridge.External", NetworkDiagnostics.OverlayOnOthersBridge());
        foreach (string field in OfOwnBridges.Where(f => bridge.External && OfModes.Single(m => m.Field == f).IsSaid(network)))
            faults.Add(field, NetworkDiagnostics.NotOurBridge(field));
        if (bridge.Interface is string name && !NameSyntax.IsInterfaceName(name))
            faults.Add("Bridge.Interface", InterfaceDiagnostics.Name(name));
    }

    private static Diagnostic? UplinkAddressFault(IpAddress address, ref MetFamilies met, NetworkSpec network)
    {
        if (address.IsUnspecified || address.IsLoopback || address.IsMulticast)
            return NetworkDiagnostics.UplinkAddressSpecial(address);
        if (!met.Add(address.Family))
            return NetworkDiagnostics.SecondUplinkAddress(address);
        bool isNat = network.Subnets.Any(s => s.Cidr.Family == address.Family) && network.Uplink.For(address.Family) == Uplink.Nat;
        return isNat ? null : NetworkDiagnostics.UplinkAddressUnused(address);
    }
}
