using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1236 to RC1239: <c>allowFrom</c> of a published port.</summary>
internal static class SourceDiagnostics
{
    public static Diagnostic HostBits(IpPrefix source) => Diagnostic.Error(
        "RC1236", null, $"{source} is an address in a subnet, not a subnet",
        $"write {source.Subnet}, or {IpPrefix.Single(source.Address)} for this address alone");

    public static Diagnostic CannotCome(IpPrefix source, IpAddress address) => Diagnostic.Error(
        "RC1237", null, $"nobody from {source} can come by {address}",
        address.IsLoopback ? "remove 'allowFrom': only the host has this address, and it is always let in" : "use subnets of the address's family");

    public static Diagnostic Included(IpPrefix source, IpPrefix other) => Diagnostic.Error(
        "RC1238", null, source == other ? $"{source} is in the list twice" : $"{source} is included in {other}", "remove it");

    public static Diagnostic Nobody() => Diagnostic.Error(
        "RC1239", null, "an empty 'allowFrom' lets in nobody but the host itself",
        "publish the port on 127.0.0.1 instead, or say who is let in, as in [192.0.2.0/24]");
}
