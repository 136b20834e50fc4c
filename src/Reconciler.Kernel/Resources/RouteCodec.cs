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
    /// The unicast routes of the main table. IPv6 allows several to one destination with one metric; ours stands for them, else the
    /// first.
    /// </summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading, Owners owners) => reading.Routes
        .Where(r => r is { Table: RouteMessage.MainTable, Type: RouteType.Unicast, IsCloned: false })
        .Select(r => Read(reading, r, owners))
        .GroupBy(o => o.Resource.Id)
        .Select(same => same.FirstOrDefault(o => o.Ownership == Ownership.Owned) ?? same.First());

    public override IEnumerable<string> Links(Step step) => ((Route)step.Change.Subject).Link is string link ? [link] : [];

    public override void Write(Step step, RequestContext context)
    {
        Route route = (Route)step.Change.Subject;
        RouteMessage message = new(route.Destination.Family.ToAddressFamily())
        {
            Destination = route.Destination.Length == 0 ? null : route.Destination.First.ToIPAddress(),
            DestinationLength = route.Destination.Length,
            Gateway = step.Verb == Verb.Delete ? null : route.Gateway?.ToIPAddress(),
            OutputInterface = route.Link is null ? null : context.IndexOf(route.Link),
            Priority = route.Metric == 0 ? null : route.Metric,
            Protocol = OwnershipMark.Protocol,
            Scope = route.Gateway is null && route.Destination.Family == IpFamily.IPv4 ? RouteMessage.LinkScope : (byte)0,
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
            Gateway = message.Gateway.ToIpAddress(),
            Link = reading.NameOf(message.OutputInterface),
            Protocol = message.Protocol,
        };
        bool owned = message.Protocol == OwnershipMark.Protocol && message.OutputInterface is int index && owners.Owns(reading.Id, reading.Find(index));
        return new(route, owned ? Ownership.Owned : Ownership.Foreign);
    }
}
