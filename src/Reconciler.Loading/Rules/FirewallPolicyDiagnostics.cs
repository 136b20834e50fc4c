using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1281 to RC1289: policies that mean nothing, or not what they seem to.</summary>
internal static class FirewallPolicyDiagnostics
{
    public static Diagnostic SaysNothing() => Diagnostic.Error(
        "RC1281", null, "the policy closes nothing", "say 'ingress' or 'egress'; without an entry, as in ingress: [], all of the direction is closed");

    public static Diagnostic HostBits(IpPrefix cidr) => Diagnostic.Error(
        "RC1282", null, $"{cidr} has bits set behind its first {cidr.Length}", $"write {cidr.Subnet}, or {cidr.Address}/{cidr.Address.Width} for the one address");

    public static Diagnostic ExceptOutside(IpPrefix except, IpPrefix cidr) => Diagnostic.Error(
        "RC1283", null, $"{except} is not in {cidr}, so that nothing is taken out", $"take out a part of {cidr}, or remove it");

    public static Diagnostic ExceptAll(IpPrefix cidr) => Diagnostic.Error(
        "RC1284", null, $"nothing of {cidr} is left", "take out a smaller subnet, or remove the peer");
}
