using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>The namespaces of places, each opened once.</summary>
internal sealed class OpenPlaces(Laboratory laboratory) : IDisposable
{
    private readonly Dictionary<(string, NamespaceId), NetworkNamespace> containers = [];

    public NetworkNamespace Find(Place place)
    {
        if (place.Host == LaboratoryLayout.OutsideName)
            return laboratory.Outside;
        LaboratoryHost host = laboratory.Hosts.Single(h => h.Name == place.Host);
        if (place.Namespace.IsHost)
            return host.Network;
        lock (containers)
        {
            if (!containers.TryGetValue((place.Host, place.Namespace), out NetworkNamespace? container))
                containers[(place.Host, place.Namespace)] = container = host.Find(place.Namespace.Name!)!;
            return container;
        }
    }

    public void Dispose()
    {
        foreach (NetworkNamespace container in containers.Values)
            container.Dispose();
    }
}
