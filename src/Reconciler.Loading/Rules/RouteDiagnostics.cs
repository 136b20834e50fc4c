using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1241 to RC1249: a route that cannot be.</summary>
internal static class RouteDiagnostics
{
    public static Diagnostic HostBits(IpPrefix to) => Diagnostic.Error(
        "RC1241", null, $"{to} has bits set behind its first {to.Length}", $"write {to.Subnet}, or {to.Address}/{to.Address.Width} for the one address");

    public static Diagnostic DefaultRoute(IpPrefix to) => Diagnostic.Error(
        "RC1242", null, $"{to} is the default route, which one of the container's networks gives", "choose it by gatewayPriority, and remove the route");

    public static Diagnostic NoNextHop(RouteType type) => Diagnostic.Error(
        "RC1243", null, $"a route of type {type.ToString().ToLowerInvariant()} leads nowhere", "remove 'via', or the type");

    public static Diagnostic OtherFamily(IpAddress via, IpPrefix to) => Diagnostic.Error(
        "RC1244", null, $"the next hop {via} is an {via.Family} address, and {to} is {to.Family}", $"use an {to.Family} address of the network");
}
