using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>What machines have found out about their neighbours.</summary>
internal static class NeighbourCaches
{
    private const NeighbourState InVain = NeighbourState.Failed | NeighbourState.Incomplete;
    private const NeighbourState Kept = NeighbourState.Permanent | NeighbourState.NoArp;

    /// <summary>Whether a neighbour tells a place its MAC address, or need not; <c>null</c>: the place does not know of it.</summary>
    public static bool? Answers(PlaceNetworks places, Place at, IpAddress neighbour)
    {
        using NetlinkConnection route = places.Open(at, NetlinkProtocol.Route);
        NeighbourMessage[] found = [.. route.Dump(w => NeighbourMessage.WriteDump(w, neighbour.Family.ToAddressFamily()), NeighbourMessage.Read).Where(n => n.Destination.ToIpAddress() == neighbour)];
        return found.Length == 0 ? null : !found.Any(n => (n.State & InVain) != 0);
    }

    /// <summary>
    /// Makes a machine forget what it found out. All namespaces share one table, which takes a thousand entries (gc_thresh3) and
    /// gives none up that is younger than five seconds: a large laboratory would fill it, and answers would be lost.
    /// </summary>
    public static void Forget(NetworkNamespace machine)
    {
        using NetlinkConnection route = NetlinkConnection.Open(machine, NetlinkProtocol.Route);
        MessageWriter requests = new();
        NeighbourMessage[] found = [.. route.Dump(w => NeighbourMessage.WriteDump(w, AddressFamily.Unspecified), NeighbourMessage.Read).Where(n => n.Destination is not null && (n.State & Kept) == 0)];
        foreach (NeighbourMessage neighbour in found)
            new NeighbourMessage(neighbour.Family, neighbour.Index) { Destination = neighbour.Destination }.Write(requests, RouteMessageType.DeleteNeighbour);
        try
        {
            route.Request(requests);
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            // One of them was given up meanwhile.
        }
    }
}
