using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;

namespace Reconciler.Kernel.Observing;

/// <summary>What was read earlier of the parts that are touched; where little is, without looking at the rest.</summary>
internal static class EarlierPart
{
    private static readonly Type[] ContainerTypes = [typeof(Link), typeof(Loopback), typeof(Address), typeof(Route), typeof(Qdisc), typeof(Sysctl)];

    public static IEnumerable<Observed> Of(Snapshot earlier, Touched touched) =>
        [.. touched.Containers.SelectMany(id => OfContainer(earlier, id)), .. OfHost(earlier, touched), .. touched.Rulesets.SelectMany(r => OfRuleset(earlier, r.Key, r.Value))];

    private static IEnumerable<Observed> OfContainer(Snapshot earlier, NamespaceId container) =>
        [.. ContainerTypes.SelectMany(type => earlier.Of(container, type)), .. Found(earlier, NamedNamespace.IdOf(container))];

    private static List<Observed> OfHost(Snapshot earlier, Touched touched)
    {
        List<Observed> part = [];
        if (touched.Containers.Count > 0 || touched.Links.Count > 0)
            part.AddRange(InHost<Link>(earlier).Where(o => IsTouched((Link)o.Resource, touched)));
        if (touched.Settings || touched.Links.Count > 0)
            part.AddRange(InHost<Sysctl>(earlier).Where(o => touched.Includes((Sysctl)o.Resource)));
        if (touched.Links.Contains("lo"))
            part.AddRange(InHost<Loopback>(earlier));
        if (touched.Links.Count > 0)
            part.AddRange(InHost<Qdisc>(earlier));
        if (touched.Addresses)
            part.AddRange([.. InHost<Address>(earlier), .. InHost<Route>(earlier)]);
        if (touched.Neighbours)
            part.AddRange([.. InHost<Neighbour>(earlier), .. InHost<ForwardingEntry>(earlier)]);
        return part;
    }

    private static List<Observed> OfRuleset(Snapshot earlier, NamespaceId where, TouchedRuleset touched)
    {
        List<Observed> part = [.. touched.Elements.SelectMany(e => Found(earlier, e.Id))];
        if (touched.HasFrame)
        {
            part.AddRange([.. earlier.Of(where, typeof(NftTable)), .. earlier.Of(where, typeof(NftSet)), .. earlier.Of(where, typeof(NftChain))]);
            part.AddRange(earlier.Of(where, typeof(NftElement)).Where(o => touched.IsWhole || touched.Sets.Contains(((NftElement)o.Resource).Set)));
        }
        return part;
    }

    private static bool IsTouched(Link link, Touched touched) =>
        touched.Links.Contains(link.Name) || link.Type is LinkType.Veth { Peer: VethPeer peer } && touched.Containers.Contains(peer.Namespace);

    private static IEnumerable<Observed> InHost<TResource>(Snapshot earlier) => earlier.Of(NamespaceId.Host, typeof(TResource));

    private static IEnumerable<Observed> Found(Snapshot earlier, ResourceId id) => earlier.TryFind(id, out Observed? found) ? [found] : [];
}
