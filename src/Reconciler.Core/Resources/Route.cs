using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>A route of the main table (<c>struct rtmsg</c>); ours carry protocol 82.</summary>
/// <param name="Metric">What the kernel sorts equal destinations by; IPv6 routes that say none get 1024.</param>
public sealed record Route(NamespaceId Namespace, IpPrefix Destination, uint Metric) : Resource
{
    /// <summary><c>rtm_type</c>: those that are not unicast have neither next hop nor link.</summary>
    public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>The next hop; <c>null</c> for a destination that is on the link.</summary>
    public IpAddress? Gateway { get; init; }

    /// <summary>The outgoing link's name.</summary>
    public string? Link { get; init; }

    /// <summary><c>rtm_protocol</c>: who made it; what is not ours is foreign.</summary>
    public byte Protocol { get; init; } = OwnershipMark.Protocol;

    /// <summary>The metric that the kernel gives a route that says none.</summary>
    public static uint DefaultMetric(IpFamily family) => family == IpFamily.IPv6 ? 1024u : 0u;

    /// <summary>The default route of one family through a gateway.</summary>
    public static Route Default(NamespaceId where, string link, IpAddress gateway) =>
        new(where, IpPrefix.Default(gateway.Family), DefaultMetric(gateway.Family)) { Gateway = gateway, Link = link };

    protected override ResourceId Identity => new("route", Namespace, Metric == DefaultMetric(Destination.Family)
        ? Destination.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{Destination} metric {Metric}"));

    public override ResourceKind Kind => RouteKind.Instance;

    public override string Detail => Type == RouteType.Unicast ? $"{(Gateway is null ? "" : $"via {Gateway} ")}dev {Link}" : TypeName;

    /// <summary>As ip(8) writes the type.</summary>
    internal string TypeName => Type == RouteType.Unicast ? "unicast" : Type.ToString().ToLowerInvariant();

    public override IEnumerable<ResourceId> DependsOn => Link is string link && NeedsAddress
        ? [.. VanishesWith, Address.AnyOn(Namespace, link, Destination.Family)]
        : VanishesWith;

    // A gateway must be on a subnet of the link's; of IPv4, routes that have none go with the last address as well.
    private bool NeedsAddress => Gateway is not null || Destination.Family == IpFamily.IPv4;

    public override IEnumerable<ResourceId> VanishesWith =>
        Link is not null ? [Resources.Link.IdOf(Namespace, Link)]
        : Namespace.Name is not null ? [NamedNamespace.IdOf(Namespace)]
        : [];
}

/// <summary>Rules for <see cref="Route"/>.</summary>
public sealed class RouteKind : ResourceKind<Route>
{
    public static RouteKind Instance { get; } = new();

    public override string Name => "route";

    public override Impact RemovalImpact => Impact.Interrupts;

    public override bool IsLeaf => true;

    protected override ValueList<Field<Route>> Fields { get; } =
    [
        Compared("type", r => r.TypeName, impact: Impact.Interrupts),
        Compared("gateway", r => r.Gateway),
        Compared("link", r => r.Link, impact: Impact.ResetsFlows),
    ];

    public override IEnumerable<Step> Steps(Change change) => PresenceSteps.Of(change, StepRank.Route);

    public override IEnumerable<string> Commands(Step step)
    {
        Route route = (Route)step.Subject;
        string verb = step.Verb switch { Verb.Delete => "del", Verb.Update => "replace", _ => "add" };
        string family = route.Destination.Family == IpFamily.IPv6 ? "-6 " : "";
        string type = route.Type == RouteType.Unicast ? "" : $"{route.TypeName} ";
        string destination = route.Destination.Length == 0 ? "default" : route.Destination.ToString();
        string via = route.Gateway is IpAddress gateway ? $" via {gateway}" : "";
        string link = route.Link is null ? "" : $" dev {route.Link}";
        string metric = route.Metric == Route.DefaultMetric(route.Destination.Family) ? "" : $" metric {route.Metric}";
        return [Command.Ip(route.Namespace, $"{family}route {verb} {type}{destination}{via}{link}{metric} proto {OwnershipMark.Protocol}")];
    }
}
