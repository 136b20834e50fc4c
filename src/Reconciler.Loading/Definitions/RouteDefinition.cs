using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary>One entry of an attachment's <c>routes</c>.</summary>
internal static class RouteDefinition
{
    private static readonly Field<IpPrefix> To = Field.Required("to", CommonShapes.Prefix, "The destination.");

    private static readonly Field<IpAddress?> Via = Field.OptionalValue(
        "via", CommonShapes.Address, "The next hop, in a subnet of the network. Default: the destination is on the interface's link.");

    private static readonly Field<int?> Metric = Field.OptionalValue(
        "metric", new NumberShape(1, int.MaxValue), "Of several routes to one destination the lowest one counts. Default: 0, for IPv6 1024.");

    private static readonly Field<RouteType> Type = Field.Defaulted(
        "type", new ChoiceShape<RouteType>(
            ("unicast", RouteType.Unicast), ("blackhole", RouteType.Blackhole), ("unreachable", RouteType.Unreachable), ("prohibit", RouteType.Prohibit)),
        RouteType.Unicast, "unicast", "unicast: sent on; blackhole: dropped silently; unreachable and prohibit: refused with that ICMP message.");

    public static Shape<RouteSpec> Shape { get; } = new MappingShape<RouteSpec>(
        "a route", [To, Via, Metric, Type], said => new()
        {
            To = said.Get(To),
            Via = said.Get(Via),
            Metric = said.Get(Metric),
            Type = said.Get(Type),
        });
}
