using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Links by their names.</summary>
internal static class Links
{
    /// <exception cref="NetlinkException">There is no such link.</exception>
    public static int IndexOf(NetlinkConnection route, string name)
    {
        MessageWriter request = new();
        new LinkMessage { Name = name }.Write(request, RouteMessageType.GetLink);
        return route.Get(request, LinkMessage.Read)[0].Index;
    }

    /// <summary>Brings a link up or leaves it down, without addresses but those that it is given, and tells its index.</summary>
    /// <param name="master">The index of the bridge that it becomes a port of; <c>null</c>: none.</param>
    public static int Set(NetlinkConnection route, string name, bool isUp, uint? master = null)
    {
        int index = IndexOf(route, name);
        MessageWriter requests = new();
        // The kernel takes no such options in the message that makes a link.
        new LinkMessage { Index = index, Master = master, AddressGeneration = AddressGeneration.None }.Write(requests, RouteMessageType.NewLink);
        if (isUp)
            new LinkMessage { Index = index, Flags = LinkFlags.Up, Change = LinkFlags.Up }.Write(requests, RouteMessageType.NewLink);
        route.Request(requests);
        return index;
    }
}
