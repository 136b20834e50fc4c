using Reconciler.Core.Rehearsing;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Tracing;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>The namespaces of places, and how the kernel is asked there.</summary>
/// <param name="find">The namespace of a place.</param>
/// <param name="trace">Is shown every netlink message.</param>
internal sealed class PlaceNetworks(Func<Place, NetworkNamespace> find, NetlinkTrace? trace = null)
{
    /// <exception cref="NetlinkException">It has gone meanwhile, or cannot be opened.</exception>
    public NetworkNamespace Find(Place place) => find(place);

    /// <exception cref="NetlinkException">It has gone meanwhile, or cannot be opened.</exception>
    public NetlinkConnection Open(Place place, NetlinkProtocol protocol) => NetlinkConnection.Open(find(place), protocol, trace);
}
