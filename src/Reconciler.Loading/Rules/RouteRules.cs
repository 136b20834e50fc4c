using FluentValidation;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>What a route must fulfil.</summary>
internal sealed class RouteRules : AbstractValidator<RouteSpec>
{
    public RouteRules()
    {
        RuleFor(r => r.To).Must(to => to.IsSubnet).Else((_, to) => RouteDiagnostics.HostBits(to));
        RuleFor(r => r.To).Must(to => to.Length > 0).Else((_, to) => RouteDiagnostics.DefaultRoute(to));
        RuleFor(r => r.Via).Must((route, via) => via is null || route.Type == RouteType.Unicast)
            .Else((route, _) => RouteDiagnostics.NoNextHop(route.Type));
        RuleFor(r => r.Via).Must((route, via) => via is null || via.Value.Family == route.To.Family)
            .Else((route, via) => RouteDiagnostics.OtherFamily(via!.Value, route.To));
    }
}
