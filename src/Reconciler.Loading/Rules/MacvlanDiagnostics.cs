using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1251 to RC1259: what a macvlan network says cannot be.</summary>
internal static class MacvlanDiagnostics
{
    public static Diagnostic NoParent() => Diagnostic.Error(
        "RC1251", null, "a network of mode macvlan stands on an interface of the host", "say which one, as in macvlan: {parent: eth0}");

    public static Diagnostic NoHostAccess(MacvlanVariant mode) => Diagnostic.Error(
        "RC1252", null,
        $"in the mode {mode.ToString().ToLowerInvariant()} nothing passes between the host's macvlan and the containers'",
        "remove 'hostAccess', or say mode: bridge");

    public static Diagnostic SecondHostAccess(IpAddress address) => Diagnostic.Error(
        "RC1253", null, $"{address} is the host's second {address.Family} address on the network", "there is at most one per family");

    public static Diagnostic HostAccessOutside(IpAddress address) => Diagnostic.Error(
        "RC1254", null, $"{address} is in no subnet of the network", "use an address of the network that nobody else has");

    public static Diagnostic HostAccessTaken(IpAddress address, IpPrefix subnet) => Diagnostic.Error(
        "RC1255", null, $"{address} is the gateway of {subnet}, or the address of the subnet itself", "use an address that nobody else has");
}
