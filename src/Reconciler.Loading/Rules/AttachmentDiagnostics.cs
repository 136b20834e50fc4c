using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1221 to RC1229, and RC1285: what an attachment says cannot be.</summary>
internal static class AttachmentDiagnostics
{
    private const ulong LocallyAdministered = 0x0200_0000_0000;
    private const ulong Group = 0x0100_0000_0000;

    public static Diagnostic NetnsName(string name) => Diagnostic.Error(
        "RC1221", null, $"'{name}' cannot be the name of a network namespace",
        "the name is a file name in /run/netns; use {path: …} for a file elsewhere");

    public static Diagnostic RelativePath(string path) => Diagnostic.Error(
        "RC1222", null, $"'{path}' is not an absolute path", "begin it with '/', as in /proc/812/ns/net");

    public static Diagnostic ContainerName(ContainerSpec.OfEngine container) => Diagnostic.Error(
        "RC1285", null, $"'{container.Name}' cannot be the name of a container of {container.Engine}",
        "a name, or an id, has at most 255 letters, digits, '_', '.' and '-', and begins with a letter or a digit");

    public static Diagnostic SpecialAddress(IpAddress address) => Diagnostic.Error(
        "RC1223", null, $"{address} cannot be a container's address", "use an address of the network's subnet");

    public static Diagnostic SecondAddress(IpAddress address) => Diagnostic.Error(
        "RC1224", null,
        $"{address} is the attachment's second {address.Family} address", "an attachment has at most one address per family");

    public static Diagnostic GroupMac(MacAddress mac) => Diagnostic.Error(
        "RC1225", null, $"{mac} is the address of a group (multicast), not of an interface",
        $"clear the lowest bit of the first byte: {new MacAddress(mac.Bits & ~Group | LocallyAdministered)}");

    public static Diagnostic NotOfTheNetwork(string key) => Diagnostic.Error(
        "RC1227", null, $"'{key}' is not a setting of a network namespace", "only settings below net. can be given, as in net.ipv4.conf.eth0.rp_filter");

    public static Diagnostic ImpossibleRate(BitRate rate) => Diagnostic.Error(
        "RC1229", null, $"{rate} is not between 8kbit and 100gbit", "write it as in 100mbit; leave it out for no limit");

    public static Diagnostic ZeroMac() => Diagnostic.Error(
        "RC1226", null, "an interface cannot have the MAC address 00:00:00:00:00:00", "leave it out: one is derived from the name");
}
