using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>Ports of the host that lead to a container, in one address family.</summary>
/// <param name="Address">Only of this host address; <c>null</c>: of all.</param>
/// <param name="Origin">What wants it; <c>null</c> of what was only read.</param>
/// <param name="IsThere">Whether they are published already.</param>
public sealed record PublishedPort(TransportProtocol Protocol, IpFamily Family, IpAddress? Address, PortRange Ports, Origin? Origin, bool IsThere)
{
    /// <summary>Those that an owner's table has elements for, or should have.</summary>
    /// <param name="observed">The host as it is, with what the owner has there.</param>
    public static IEnumerable<PublishedPort> In(IEnumerable<Desired> resources, Snapshot observed)
    {
        foreach (Desired desired in resources)
        {
            if (desired.Resource is NftElement { Table.Namespace.IsHost: true } element && Of(element, desired.Origin, observed) is PublishedPort port)
                yield return port;
        }
    }

    /// <summary>The containers that published ports of a family lead to.</summary>
    internal static IEnumerable<(IpAddress Container, Origin? Origin)> To(IEnumerable<Desired> resources, IpFamily family)
    {
        foreach (Desired desired in resources)
        {
            if (desired.Resource is NftElement { Table.Namespace.IsHost: true, Data: [NftValue.Address container, ..] } element
                && PortFrame.FamilyOfMap(element.Set) == family)
                yield return (container.Value, desired.Origin);
        }
    }

    private static PublishedPort? Of(NftElement element, Origin? origin, Snapshot observed)
    {
        if (PortFrame.FamilyOfMap(element.Set) is not IpFamily family || Service.Of(element.Key, family) is not Service service)
            return null;
        IpAddress? address = service.Address.Length == 0 ? null : service.Address.Address;
        return new(service.Protocol, family, address, service.Range, origin, observed.TryFind(element.Id, out _));
    }
}
