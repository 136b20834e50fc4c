using System.Globalization;
using Reconciler.Core.Rehearsing;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>What all machines of a laboratory are plugged into: a bridge in a namespace of its own.</summary>
internal sealed class Wire : IDisposable
{
    private const string Bridge = "wire";
    private readonly NetworkNamespace network;
    private readonly NetlinkConnection route;
    private readonly uint bridge;
    private int ports;

    public Wire()
    {
        network = NetworkNamespace.Create(Bridge);
        route = NetlinkConnection.Open(network, NetlinkProtocol.Route);
        MessageWriter request = new();
        new LinkMessage
        {
            Name = Bridge,
            Kind = "bridge",
            // A switch that has just been plugged together knows no listeners, and would drop what it does not know.
            Options = new BridgeOptions { MulticastSnooping = false },
        }.Write(request, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        route.Request(request);
        bridge = (uint)Links.Set(route, Bridge, isUp: true);
    }

    /// <summary>Gives a machine an interface that is on the wire, or leads nowhere.</summary>
    /// <param name="machine">Reaches into the machine's namespace.</param>
    /// <param name="master">The index of the bridge in the machine that it is a port of; <c>null</c>: none.</param>
    public void Connect(NetlinkConnection machine, InterfaceLayout layout, uint? master)
    {
        string port = string.Create(CultureInfo.InvariantCulture, $"port{++ports}");
        MessageWriter request = new();
        // Made from the machine's side: only the end that is asked for gets the index that is.
        new LinkMessage
        {
            Name = layout.Name,
            Index = layout.Index ?? 0,
            Mtu = (uint?)layout.Mtu,
            Address = layout.Mac?.ToPhysicalAddress(),
            Kind = "veth",
            Peer = new() { Name = port, Mtu = (uint?)layout.Mtu, NamespaceDescriptor = network.Descriptor },
        }.Write(request, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        machine.Request(request);
        Links.Set(route, port, isUp: true, layout.IsOnWire ? bridge : null);
        Links.Set(machine, layout.Name, layout.IsUp, master);
    }

    public void Dispose()
    {
        route.Dispose();
        network.Dispose();
    }
}
