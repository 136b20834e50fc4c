using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Benchmarks.Hosts;

/// <summary>The kernel's worker that takes namespaces down after they have lost their last user, one after another.</summary>
internal static class NamespaceCleaner
{
    private const string Marker = "marker0";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    /// <summary>Waits until all that was let go of before is gone: when one that comes after them is.</summary>
    public static void Wait()
    {
        using NetworkNamespace observer = NetworkNamespace.Create("observer");
        using NetlinkConnection route = NetlinkConnection.Open(observer, NetlinkProtocol.Route);
        using (NetworkNamespace last = NetworkNamespace.Create("last"))
        {
            MessageWriter request = new();
            new LinkMessage { Name = Marker, Kind = "veth", Peer = new() { Name = Marker, NamespaceDescriptor = last.Descriptor } }
                .Write(request, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
            route.Request(request);
        }
        while (Links(route).Any(l => l.Name == Marker))
            Thread.Sleep(Interval);
        Thread.Sleep(Rest);
    }

    /// <summary>All links that a socket's namespace has.</summary>
    public static IReadOnlyList<LinkMessage> Links(NetlinkConnection route)
    {
        return route.Dump(LinkMessage.WriteDump, LinkMessage.Read);
    }
}
