using System.Globalization;
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
        bridge = (uint)Links.BringUp(route, Bridge);
    }

    /// <summary>Gives a machine an interface that is on the wire, and up.</summary>
    /// <param name="master">The index of the bridge in the machine that it is a port of; <c>null</c>: none.</param>
    public void Connect(NetworkNamespace machine, string name, uint? master = null)
    {
        string port = string.Create(CultureInfo.InvariantCulture, $"port{++ports}");
        MessageWriter request = new();
        new LinkMessage { Name = port, Kind = "veth", Peer = new() { Name = name, NamespaceDescriptor = machine.Descriptor } }
            .Write(request, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        route.Request(request);
        Links.BringUp(route, port, bridge);
        using NetlinkConnection inside = NetlinkConnection.Open(machine, NetlinkProtocol.Route);
        Links.BringUp(inside, name, master);
    }

    public void Dispose()
    {
        route.Dispose();
        network.Dispose();
    }
}
