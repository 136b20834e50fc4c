using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1203 to RC1219: what a network says contradicts itself or cannot be.</summary>
internal static class NetworkDiagnostics
{
    public static Diagnostic GatewayOutside(IpAddress gateway, IpPrefix cidr) => Diagnostic.Error(
        "RC1203", null, $"gateway {gateway} is not in {cidr.Subnet}", HostAddresses(cidr));

    public static Diagnostic HostBits(IpPrefix prefix) => Diagnostic.Error(
        "RC1204", null, $"{prefix} is an address in a subnet, not a subnet", $"write {prefix.Subnet}");

    public static Diagnostic SecondSubnet(IpPrefix cidr) => Diagnostic.Error(
        "RC1205", null, $"{cidr} is the network's second {cidr.Family} subnet", "a network has at most one subnet per address family");

    public static Diagnostic SpecialSubnet(IpPrefix cidr, string meaning) => Diagnostic.Error(
        "RC1206", null, $"{cidr} has addresses that are {meaning}", cidr.Family == IpFamily.IPv4
            ? "use a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
            : "use a part of fd00::/8");

    public static Diagnostic SubnetTooSmall(IpPrefix cidr, int longest) => Diagnostic.Error(
        "RC1207", null, $"{cidr} has no room for a gateway and a container",
        string.Create(CultureInfo.InvariantCulture, $"use a prefix of at most /{longest}"));

    public static Diagnostic GatewayIsNetwork(IpAddress gateway, IpPrefix cidr) => Diagnostic.Error(
        "RC1208", null, $"gateway {gateway} is the network address of {cidr.Subnet}", HostAddresses(cidr));

    public static Diagnostic GatewayIsBroadcast(IpAddress gateway, IpPrefix cidr) => Diagnostic.Error(
        "RC1209", null, $"gateway {gateway} is the broadcast address of {cidr.Subnet}", HostAddresses(cidr));

    public static Diagnostic RangeOutside(IpPrefix range, IpPrefix cidr) => Diagnostic.Error(
        "RC1210", null, $"the range {range} is not in {cidr.Subnet}", $"use a part of {cidr.Subnet}");

    public static Diagnostic ReservedOutside(IpAddress reserved, IpPrefix cidr) => Diagnostic.Error(
        "RC1211", null, $"the reserved address {reserved} is not in {cidr.Subnet}", "remove it: it is never given out anyway");

    public static Diagnostic MtuBelowIPv6(int? mtu, int minimum) => Diagnostic.Error(
        "RC1212", null, $"an MTU of {mtu} is too small for IPv6", $"use at least {minimum}, or leave the IPv6 subnet out");

    public static Diagnostic ReachableTwice(string network) => Diagnostic.Error(
        "RC1213", null, $"'{network}' is in the list already", "remove one of the two");

    public static Diagnostic UplinkAddressSpecial(IpAddress address) => Diagnostic.Error(
        "RC1214", null, $"packets cannot leave under {address}", "use an address of the host that the outside can answer to");

    public static Diagnostic SecondUplinkAddress(IpAddress address) => Diagnostic.Error(
        "RC1215", null, $"{address} is the network's second {address.Family} uplink address", "keep one per address family");

    public static Diagnostic UplinkAddressUnused(IpAddress address) => Diagnostic.Error(
        "RC1216", null, $"no packet of the network leaves under {address}: it has no {address.Family} subnet with uplink nat",
        "remove the address, or say uplink: nat for its family");

    public static Diagnostic NothingOfTheMode(string field, NetworkMode mode) => Diagnostic.Error(
        "RC1217", null,
        $"'{NameOf(field)}' means nothing in the mode {mode.ToString().ToLowerInvariant()}",
        "remove it, or choose another mode");

    public static Diagnostic UnnamedBridge() => Diagnostic.Error(
        "RC1218", null, "nothing says which bridge the containers join", "say it, as in bridge: {interface: br0, external: true}");

    public static Diagnostic NotOurBridge(string field) => Diagnostic.Error(
        "RC1219", null, $"'{NameOf(field)}' means nothing on a bridge that is somebody else's", "remove it, or 'external'");

    public static Diagnostic OverlayOnOthersBridge() => Diagnostic.Error(
        "RC1228", null, "the bridge of an overlay cannot be somebody else's", "remove 'external'");

    // As the YAML writes a record's property.
    private static string NameOf(string field) => char.ToLowerInvariant(field[0]) + field[1..];

    private static string HostAddresses(IpPrefix cidr)
    {
        IpAddress first = new(cidr.Family, cidr.First.Bits + 1);
        IpAddress last = cidr.Family == IpFamily.IPv4 ? new(cidr.Family, cidr.Last.Bits - 1) : cidr.Last;
        return $"use an address from {first} to {last}";
    }
}
