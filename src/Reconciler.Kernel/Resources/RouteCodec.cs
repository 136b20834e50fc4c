using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Routes and <c>RTM_NEWROUTE</c>.</summary>
internal sealed class RouteCodec : RequestCodec
{
    public override ResourceKind Kind => RouteKind.Instance;

    /// <summary>
    /// The routes that have been read, those of other types on no link: the kernel shows those of IPv6 on <c>lo</c>. IPv6 allows several to one destination with one metric; ours stands for them, else the
    /// first.
    /// </summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading, Owners owners)
    {
        Dictionary<ResourceId, Observed> byId = [];
        foreach (RouteMessage message in reading.Routes.Where(r => !r.IsCloned && (r.Type == RouteType.Unicast || IsRefusal(r.Type))))
        {
            Observed route = Read(reading, message, owners);
            if (!byId.TryAdd(route.Resource.Id, route) && route.Ownership == Ownership.Owned && byId[route.Resource.Id].Ownership != Ownership.Owned)
                byId[route.Resource.Id] = route;
        }
        return byId.Values;
    }

    public override void Write(Step step, RequestContext context)
    {
        Route route = (Route)step.Subject;
        RouteMessage message = new(route.Destination.Family.ToAddressFamily())
        {
            Destination = route.Destination.Length == 0 ? null : route.Destination.First.ToIPAddress(),
            DestinationLength = route.Destination.Length,
            Gateway = step.Verb == Verb.Delete ? null : route.Gateway?.ToIPAddress(),
            OutputInterface = route.Link is null ? null : context.IndexOf(route.Link),
            Priority = route.Metric == 0 ? null : route.Metric,
            Type = step.Verb == Verb.Delete ? RouteType.Unspecified : (RouteType)route.Type,
            Protocol = OwnershipMark.Protocol,
            Scope = route is { Type: Core.Documents.RouteType.Unicast, Gateway: null, Destination.Family: IpFamily.IPv4 } ? RouteMessage.LinkScope : (byte)0,
        };
        (RouteMessageType type, MessageFlags flags) = step.Verb switch
        {
            Verb.Delete => (RouteMessageType.DeleteRoute, MessageFlags.None),
            Verb.Update => (RouteMessageType.NewRoute, MessageFlags.Replace),
            _ => (RouteMessageType.NewRoute, MessageFlags.Create | MessageFlags.Exclusive),
        };
        message.Write(context.Requests, type, flags);
    }

    private static Observed Read(NamespaceReading reading, RouteMessage message, Owners owners)
    {
        IpFamily family = message.Family == AddressFamily.IPv6 ? IpFamily.IPv6 : IpFamily.IPv4;
        IpPrefix destination = message.Destination.ToIpAddress() is IpAddress to ? new(to, message.DestinationLength) : IpPrefix.Default(family);
        Route route = new(reading.Id, destination, message.Priority ?? 0)
        {
            Type = (Core.Documents.RouteType)message.Type,
            Gateway = message.Gateway.ToIpAddress(),
            Link = IsRefusal(message.Type) ? null : reading.NameOf(message.OutputInterface),
            Protocol = message.Protocol,
        };
        return new(route, message.Protocol == OwnershipMark.Protocol ? OwnershipOf(route, reading, message, owners) : Ownership.Foreign);
    }

    private static Ownership OwnershipOf(Route route, NamespaceReading reading, RouteMessage message, Owners owners) =>
        route.Link is null ? owners.OfNamespace(reading)
        : owners.Owns(reading.Id, reading.Find(message.OutputInterface!.Value)) ? Ownership.Owned
        : Ownership.Foreign;

    private static bool IsRefusal(RouteType type) => type is RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit;
}
