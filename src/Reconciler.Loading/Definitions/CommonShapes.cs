using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary>Shapes that several kinds of documents use.</summary>
internal static class CommonShapes
{
    // For editors only, so rather too wide than too narrow: the parsers of the values decide.
    private const string AddressPattern = @"^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)";

    public static Shape<string> Name { get; } = new TextShape("a name", "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", maxLength: 63);

    public static Shape<string> DomainName { get; } = new TextShape("a domain name", @"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", maxLength: 253);

    public static Shape<string> InterfaceName { get; } = new TextShape("the name of an interface", @"^[^/:\s]+$", maxLength: 15);

    public static Shape<IpAddress> Address { get; } =
        new ParsedShape<IpAddress>("an IP address", AddressPattern + "$", IpAddress.TryParse, "10.20.0.1", "fd00:20::1");

    public static Shape<IpPrefix> Prefix { get; } = new ParsedShape<IpPrefix>(
        "an address with a prefix length", AddressPattern + "/[0-9]{1,3}$", IpPrefix.TryParse, "10.20.0.0/24", "fd00:20::/64");

    public static Shape<MacAddress> Mac { get; } =
        new ParsedShape<MacAddress>("a MAC address", "^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$", MacAddress.TryParse, "02:42:0a:14:00:0a");
}
