using Reconciler.Core.Rehearsing;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Proving;

/// <summary>The namespaces of a live host's places.</summary>
internal sealed class HostPlaces(HostKernel kernel)
{
    private readonly Lock opening = new();

    /// <exception cref="NetlinkException">It has gone meanwhile, or cannot be opened.</exception>
    public NetworkNamespace Find(Place place)
    {
        lock (opening)
            return kernel.Find(place.Namespace)?.Network ?? throw new NetlinkException(Errno.ENOENT, 0, $"there is no network namespace {place.Namespace} any more");
    }
}
