using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Forwarding entries of VXLAN devices and <c>RTM_NEWNEIGH</c> of the family <c>AF_BRIDGE</c>.</summary>
internal sealed class ForwardingEntryCodec : RequestCodec
{
    public override ResourceKind Kind => ForwardingEntryKind.Instance;

    /// <summary>
    /// All entries of our VXLAN devices, which learn none themselves, in both tables; except those that the kernel makes: one of the
    /// bridge for the device's own address, and on kernels with VLAN filtering a second one of each for the port's VLAN, which comes and
    /// goes with the first and means nothing while the bridge does not filter. Device by device: every port of every bridge has entries.
    /// </summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading, NetlinkConnection route, Owners owners) =>
        VxlanDevices(reading, owners).SelectMany(device => Read(reading.Id, device, route));

    /// <summary>The VXLAN devices of a namespace that are the owner's.</summary>
    public static IEnumerable<LinkMessage> VxlanDevices(NamespaceReading reading, Owners owners) =>
        reading.Links.Where(l => l.Kind == "vxlan" && owners.Owns(reading.Id, l));

    private static IEnumerable<Observed> Read(NamespaceId where, LinkMessage device, NetlinkConnection route)
    {
        foreach (NeighbourMessage entry in route.Dump(w => NeighbourMessage.WriteDump(w, AddressFamily.Bridge, device.Index), NeighbourMessage.Read))
        {
            if (entry.LinkLayerAddress.ToMacAddress() is { } mac && !IsNobodysWish(entry, device))
            {
                yield return new(new ForwardingEntry(where, device.Name!, mac, entry.Destination.ToIpAddress())
                {
                    Port = entry.Port,
                    Vni = entry.Vni,
                }, Ownership.Owned);
            }
        }
    }

    public override void Write(Step step, RequestContext context)
    {
        ForwardingEntry entry = (ForwardingEntry)step.Subject;
        bool isOfBridge = entry.Destination is null;
        NeighbourMessage message = new(AddressFamily.Bridge, context.IndexOf(entry.Link))
        {
            LinkLayerAddress = entry.Mac.ToPhysicalAddress(),
            Destination = entry.Destination?.ToIPAddress(),
            Flags = isOfBridge ? NeighbourFlags.Master : NeighbourFlags.Self,
            // The bridge takes a permanent entry for an address of its own; the device does not know NUD_NOARP.
            State = isOfBridge ? NeighbourState.NoArp : NeighbourState.Permanent,
            Port = (ushort?)entry.Port,
            Vni = entry.Vni,
        };
        if (step.Verb == Verb.Delete)
            message.Write(context.Requests, RouteMessageType.DeleteNeighbour);
        else
            message.Write(context.Requests, RouteMessageType.NewNeighbour, MessageFlags.Create | HowToMake(entry, step.Verb));
    }

    private static MessageFlags HowToMake(ForwardingEntry entry, Verb verb) =>
        verb == Verb.Update ? MessageFlags.Replace
        : entry.Mac.Bits == 0 ? MessageFlags.Append
        : MessageFlags.Exclusive;

    private static bool IsNobodysWish(NeighbourMessage entry, LinkMessage device) =>
        entry.Vlan is not null
        // Learned while somebody had the device learn: it goes by itself, and another may come until the device learns no more.
        || (entry.State & (NeighbourState.Permanent | NeighbourState.NoArp)) == 0
        // One by a nexthop object, of which nothing here knows.
        || entry.Destination is null && entry.Flags.HasFlag(NeighbourFlags.Self)
        || entry.Destination is null && entry.State.HasFlag(NeighbourState.Permanent) && entry.LinkLayerAddress!.Equals(device.Address);
}
