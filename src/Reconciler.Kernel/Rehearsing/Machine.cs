using System.Globalization;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A namespace that plays a machine: its interfaces on the wire, its addresses and routes.</summary>
internal static class Machine
{
    // RTPROT_STATIC of linux/rtnetlink.h: set by an administrator.
    private const byte Static = 4;

    /// <exception cref="NetlinkException">The kernel refuses a part of it.</exception>
    public static NetworkNamespace Build(HostLayout layout, Wire wire)
    {
        NetworkNamespace network = NetworkNamespace.Create(layout.Name);
        try
        {
            using NetlinkConnection route = NetlinkConnection.Open(network, NetlinkProtocol.Route);
            Links.Set(route, "lo", isUp: true);
            foreach (InterfaceLayout port in layout.Interfaces)
                Plug(port, route, wire);
            MessageWriter requests = new();
            foreach (InterfaceLayout port in layout.Interfaces)
                WriteAddresses(port, Links.IndexOf(route, port.Name), requests);
            foreach (RouteLayout way in layout.Routes)
                WriteRoute(way, Links.IndexOf(route, way.Interface), requests);
            route.Request(requests);
            return network;
        }
        catch
        {
            // Whatever it was: nobody gets hold of the namespace, so nobody else could let go of it.
            network.Dispose();
            throw;
        }
    }

    private static void Plug(InterfaceLayout port, NetlinkConnection route, Wire wire)
    {
        if (!port.IsBridge)
        {
            wire.Connect(route, port, port.Master is null ? null : (uint)Links.IndexOf(route, port.Master));
            return;
        }
        MessageWriter request = new();
        new LinkMessage { Name = port.Name, Index = port.Index ?? 0, Mtu = (uint?)port.Mtu, Address = port.Mac?.ToPhysicalAddress(), Kind = "bridge" }
            .Write(request, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        route.Request(request);
        int bridge = Links.Set(route, port.Name, port.IsUp);
        if (port.IsOnWire)
            wire.Connect(route, new(string.Create(CultureInfo.InvariantCulture, $"port-{bridge}"), []), (uint)bridge);
    }

    private static void WriteAddresses(InterfaceLayout port, int index, MessageWriter requests)
    {
        foreach (IpPrefix address in port.Addresses)
        {
            new AddressMessage(index, address.Address.ToIPAddress(), address.Length) { Flags = AddressFlags.NoDuplicateDetection }
                .Write(requests, RouteMessageType.NewAddress, MessageFlags.Create | MessageFlags.Exclusive);
        }
    }

    private static void WriteRoute(RouteLayout way, int index, MessageWriter requests) =>
        new RouteMessage(way.To.Family.ToAddressFamily())
        {
            Destination = way.To.Length == 0 ? null : way.To.First.ToIPAddress(),
            DestinationLength = way.To.Length,
            Gateway = way.Via?.ToIPAddress(),
            OutputInterface = index,
            Priority = way.Metric == 0 ? null : way.Metric,
            Protocol = Static,
            Scope = way.Via is null ? RouteMessage.LinkScope : (byte)0,
        }.Write(requests, RouteMessageType.NewRoute, MessageFlags.Create | MessageFlags.Exclusive);
}
