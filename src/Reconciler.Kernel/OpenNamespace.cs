using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Tracing;

namespace Reconciler.Kernel;

/// <summary>A namespace with its connections, each opened when it is first needed.</summary>
internal sealed class OpenNamespace(NamespaceId id, NetworkNamespace network, NetlinkTrace? trace) : IDisposable
{
    private NetlinkConnection? route;
    private NetlinkConnection? netfilter;
    private NetlinkConnection? xfrm;
    private NetlinkConnection? sockets;

    public NamespaceId Id { get; } = id;

    public NetworkNamespace Network { get; } = network;

    /// <summary>Links, addresses and routes.</summary>
    public NetlinkConnection Route => route ??= NetlinkConnection.Open(Network, NetlinkProtocol.Route, trace);

    /// <summary>nf_tables.</summary>
    public NetlinkConnection Netfilter => netfilter ??= NetlinkConnection.Open(Network, NetlinkProtocol.Netfilter, trace);

    /// <summary>IPsec.</summary>
    public NetlinkConnection Xfrm => xfrm ??= NetlinkConnection.Open(Network, NetlinkProtocol.Xfrm, trace);

    /// <summary>Sockets of its processes.</summary>
    public NetlinkConnection Sockets => sockets ??= NetlinkConnection.Open(Network, NetlinkProtocol.SocketDiagnostics, trace);

    /// <summary>Opens the connections that reading it takes, on a thread that can enter namespaces, so that nobody waits for another.</summary>
    public void Open(Action<NetworkNamespace> enter)
    {
        if (route is not null && netfilter is not null)
            return;
        enter(Network);
        route ??= NetlinkConnection.OpenHere(Network, NetlinkProtocol.Route, trace);
        netfilter ??= NetlinkConnection.OpenHere(Network, NetlinkProtocol.Netfilter, trace);
    }

    public void Dispose()
    {
        sockets?.Dispose();
        xfrm?.Dispose();
        route?.Dispose();
        netfilter?.Dispose();
        Network.Dispose();
    }
}
