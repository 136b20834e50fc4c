using System.Net;
using System.Net.NetworkInformation;
using Reconciler.Core.Values;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Resources;

/// <summary>Between the values of the pure middle and those of netlink's messages.</summary>
internal static class ValueConversion
{
    public static PhysicalAddress ToPhysicalAddress(this MacAddress address) => new(address.ToBytes());

    /// <summary>A link-layer address of six bytes; other kinds of links have other ones, or none.</summary>
    public static MacAddress? ToMacAddress(this PhysicalAddress? address) =>
        address?.GetAddressBytes() is { Length: 6 } bytes ? MacAddress.FromBytes(bytes) : null;

    public static IpAddress? ToIpAddress(this IPAddress? address) => address is null ? null : IpAddress.From(address);

    public static AddressFamily ToAddressFamily(this IpFamily family) => family == IpFamily.IPv4 ? AddressFamily.IPv4 : AddressFamily.IPv6;
}
