using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a route must fulfil.</summary>
internal static class RouteRules
{
    public static void Check(RouteSpec route, RuleFaults faults)
    {
        if (!route.To.IsSubnet)
            faults.Add(nameof(RouteSpec.To), RouteDiagnostics.HostBits(route.To));
        if (route.To.Length == 0)
            faults.Add(nameof(RouteSpec.To), RouteDiagnostics.DefaultRoute(route.To));
        if (route.Via is not IpAddress via)
            return;
        if (route.Type != RouteType.Unicast)
            faults.Add(nameof(RouteSpec.Via), RouteDiagnostics.NoNextHop(route.Type));
        if (via.Family != route.To.Family)
            faults.Add(nameof(RouteSpec.Via), RouteDiagnostics.OtherFamily(via, route.To));
    }
}
