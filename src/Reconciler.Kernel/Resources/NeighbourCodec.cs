using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Neighbours on the bridges of overlays and <c>RTM_NEWNEIGH</c>.</summary>
internal sealed class NeighbourCodec : RequestCodec
{
    public override ResourceKind Kind => NeighbourKind.Instance;

    /// <summary>
    /// Those that carry our protocol, and permanent ones of others: the latter are overwritten where they are wanted, and left alone
    /// where not. What the kernel found out itself is no wish of anybody.
    /// </summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading, NetlinkConnection route, Owners owners) =>
        ForwardingEntryCodec.VxlanDevices(reading, owners).Select(d => (int?)d.Master).Distinct().OfType<int>()
            .Select(reading.Find).OfType<LinkMessage>()
            .SelectMany(bridge => Read(reading.Id, bridge, route));

    private static IEnumerable<Observed> Read(NamespaceId where, LinkMessage bridge, NetlinkConnection route)
    {
        foreach (NeighbourMessage entry in route.Dump(w => NeighbourMessage.WriteDump(w, AddressFamily.Unspecified, bridge.Index), NeighbourMessage.Read))
        {
            bool isOurs = entry.Protocol == OwnershipMark.Protocol;
            bool isPermanent = entry.State.HasFlag(NeighbourState.Permanent);
            if (!isOurs && !isPermanent || entry.Destination.ToIpAddress() is not IpAddress address)
                continue;
            Neighbour neighbour = new(where, bridge.Name!, address)
            {
                Mac = entry.LinkLayerAddress.ToMacAddress(),
                Permanent = isPermanent,
                Protocol = entry.Protocol ?? 0,
            };
            yield return new(neighbour, isOurs ? Ownership.Owned : Ownership.Shared);
        }
    }

    public override void Write(Step step, RequestContext context)
    {
        Neighbour neighbour = (Neighbour)step.Subject;
        NeighbourMessage message = new(neighbour.Address.Family.ToAddressFamily(), context.IndexOf(neighbour.Link)) { Destination = neighbour.Address.ToIPAddress() };
        if (step.Verb == Verb.Delete)
        {
            message.Write(context.Requests, RouteMessageType.DeleteNeighbour);
            return;
        }
        (message with
        {
            LinkLayerAddress = neighbour.Mac?.ToPhysicalAddress(),
            State = neighbour.Permanent ? NeighbourState.Permanent : NeighbourState.Stale,
            Protocol = neighbour.Protocol,
        }).Write(context.Requests, RouteMessageType.NewNeighbour, MessageFlags.Create | MessageFlags.Replace);
    }
}
