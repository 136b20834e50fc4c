using System.Globalization;
using Reconciler.Core.Resources;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Watching;

/// <summary>What rtnetlink tells, as far as it can concern the owner.</summary>
/// <param name="numbers">Of the namespaces that concern the owner.</param>
internal sealed class RouteNotification(OwnershipMark mark, NamespaceNumbers numbers)
{
    // RTPROT_KERNEL of linux/rtnetlink.h: routes that come and go with addresses.
    private const byte KernelProtocol = 2;

    // RTM_NEWNETCONF of linux/rtnetlink.h: a setting below net.ipv4.conf or net.ipv6.conf.
    private const ushort NewSetting = 80;

    /// <summary><c>RTNLGRP_*</c> of linux/rtnetlink.h: links, neighbours and forwarding entries, queueing disciplines, addresses, routes, settings, namespace ids.</summary>
    public static IReadOnlyList<int> Groups { get; } = [1, 3, 4, 5, 7, 9, 11, 24, 25, 28];

    /// <summary>The event of a message; <c>null</c>: it is none that matters.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public KernelEvent? Read(NamespaceId where, MessageView message) => (RouteMessageType)message.Header.Type switch
    {
        RouteMessageType.NewLink => OfLink(where, "RTM_NEWLINK", LinkMessage.Read(message)),
        RouteMessageType.DeleteLink => OfLink(where, "RTM_DELLINK", LinkMessage.Read(message)),
        RouteMessageType.NewAddress => OfAddress(where, "RTM_NEWADDR", AddressMessage.Read(message)),
        RouteMessageType.DeleteAddress => OfAddress(where, "RTM_DELADDR", AddressMessage.Read(message)),
        RouteMessageType.NewRoute => OfRoute(where, "RTM_NEWROUTE", RouteMessage.Read(message)),
        RouteMessageType.DeleteRoute => OfRoute(where, "RTM_DELROUTE", RouteMessage.Read(message)),
        RouteMessageType.NewNeighbour => OfNeighbour(where, "RTM_NEWNEIGH", NeighbourMessage.Read(message)),
        RouteMessageType.DeleteNeighbour => OfNeighbour(where, "RTM_DELNEIGH", NeighbourMessage.Read(message)),
        RouteMessageType.NewQdisc => OfQdisc(where, "RTM_NEWQDISC", QdiscMessage.Read(message)),
        RouteMessageType.DeleteQdisc => OfQdisc(where, "RTM_DELQDISC", QdiscMessage.Read(message)),
        RouteMessageType.DeleteNamespaceId => OfNamespaceId(where, NamespaceIdMessage.Read(message)),
        (RouteMessageType)NewSetting => new(where, "RTM_NEWNETCONF", IsOurs: false) { Scope = new EventScope.Settings() },
        _ => null,
    };

    // On a host where containers come and go, most are nobody's that is known here.
    private KernelEvent? OfNamespaceId(NamespaceId where, int? number) =>
        number is not null && numbers.Find(number) is NamespaceId gone ? new(where, $"RTM_DELNSID of {gone}", IsOurs: false) : null;

    private KernelEvent OfLink(NamespaceId where, string what, LinkMessage link) => new(
        where, $"{what} {link.Name}",
        !where.IsHost || link.Group == mark.Group || link.Group == mark.DoomedGroup || OwnershipMark.OwnerOf(link.Alias) == mark.Owner)
    {
        Scope = new EventScope.Link(link.Index, link.Name ?? ""),
    };

    private static KernelEvent OfAddress(NamespaceId where, string what, AddressMessage address) =>
        new(where, string.Create(CultureInfo.InvariantCulture, $"{what} {address.Address}/{address.PrefixLength}"), IsOurs: true) { Scope = new EventScope.Addresses() };

    // Its name is not in the message.
    private static KernelEvent OfQdisc(NamespaceId where, string what, QdiscMessage qdisc) =>
        new(where, what, IsOurs: true) { Scope = new EventScope.Link(qdisc.Index, "") };

    private static KernelEvent? OfRoute(NamespaceId where, string what, RouteMessage route)
    {
        bool concerns = where.IsHost ? route.Protocol == OwnershipMark.Protocol || route.DestinationLength == 0 : route.Protocol != KernelProtocol;
        return !concerns || route.IsCloned || route.Table != RouteMessage.MainTable
            ? null
            : new(where, $"{what} {(route.Destination is null ? "default" : string.Create(CultureInfo.InvariantCulture, $"{route.Destination}/{route.DestinationLength}"))}",
                !where.IsHost || route.Protocol == OwnershipMark.Protocol)
            {
                Scope = new EventScope.Addresses(),
            };
    }

    // What ARP, ND and bridges find out is nobody's wish, and happens all the time.
    private static KernelEvent? OfNeighbour(NamespaceId where, string what, NeighbourMessage entry) =>
        where.IsHost && (entry.Protocol == OwnershipMark.Protocol || entry.Flags.HasFlag(NeighbourFlags.Self) || entry.State.HasFlag(NeighbourState.Permanent) && entry.Vlan is null)
            ? new(where, $"{what} {entry.Destination?.ToString() ?? entry.LinkLayerAddress?.ToString()}", IsOurs: true) { Scope = new EventScope.Neighbours() }
            : null;
}
