using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>A subnet that the host reaches otherwise already would cut the host off from there.</summary>
internal static class HostOverlap
{
    public static void Check(AttachedNetwork network, Snapshot observed, Wishes wishes)
    {
        // The subnet of somebody else's network is that of the host's interface there, of course.
        string[] shared = network.Spec.Macvlan is MacvlanSpec macvlan ? [macvlan.Parent, MacvlanParent.Of(macvlan)]
            : network.Spec.Bridge.External ? [network.Bridge]
            : [];
        for (int i = 0; i < network.Spec.Subnets.Count; i++)
        {
            IpPrefix subnet = network.Spec.Subnets[i].Cidr;
            Observed? user = Foreign(observed)
                .Where(o => LinkOf(o.Resource) is not string link || !shared.Contains(link))
                .Where(o => Uses(o.Resource, subnet))
                .MinBy(o => o.Resource.Id);
            if (user is not null)
                wishes.Report(PlanDiagnostics.SubnetInUse(network.Document, i, subnet, user));
        }
    }

    // The kernel makes a route for each of our own addresses: it is not ours, its link is.
    private static IEnumerable<Observed> Foreign(Snapshot observed) =>
        observed.Of(NamespaceId.Host, typeof(Address)).Concat(observed.Of(NamespaceId.Host, typeof(Route)))
            .Where(o => o.Ownership == Ownership.Foreign && !(o.Resource is Route { Link: string link } && IsOurs(link, observed)));

    private static string? LinkOf(Resource resource) => resource switch
    {
        Address address => address.Link,
        Route route => route.Link,
        _ => null,
    };

    private static bool IsOurs(string link, Snapshot observed) =>
        observed.TryFind(Link.IdOf(NamespaceId.Host, link), out Observed? found) && found.Ownership == Ownership.Owned;

    private static bool Uses(Resource resource, IpPrefix subnet) => resource switch
    {
        Address address => address.Prefix.Family == subnet.Family && subnet.Overlaps(address.Prefix.Subnet),
        Route route => route.Destination is { Length: > 0 } && route.Destination.Family == subnet.Family && subnet.Overlaps(route.Destination),
        _ => false,
    };
}
