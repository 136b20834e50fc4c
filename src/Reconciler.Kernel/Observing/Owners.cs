using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Observing;

/// <summary>Whom links, and what is on them, belong to.</summary>
/// <param name="adopted">The names of links of the host that are the owner's although they are nobody's.</param>
internal sealed class Owners(OwnershipMark mark, LinkTopology topology, ValueList<string> adopted)
{
    /// <summary>A container's end belongs to whom the host's end does.</summary>
    public Observed Of(Resource resource, NamespaceId where, LinkMessage link)
    {
        LinkMessage? hostEnd = topology.HostEnd(where, link);
        LinkMessage decisive = hostEnd ?? link;
        string? owner = OwnershipMark.OwnerOf(decisive.Alias);
        bool isAdopted = owner is null && (hostEnd is not null || where.IsHost) && adopted.Contains(decisive.Name!);
        return mark.IsOn(decisive.Group, decisive.Alias) || isAdopted
            ? new(resource, IsLoopback(link) ? Ownership.Foreign : Ownership.Owned)
            : new(resource, Ownership.Foreign, owner);
    }

    /// <summary>Whether something on a link belongs to the owner because the link does.</summary>
    public bool Owns(NamespaceId where, LinkMessage? link) =>
        link is not null && Of(new Loopback(where), where, link).Ownership == Ownership.Owned;

    /// <summary>
    /// Whom something with a mark of ours in a namespace belongs to that is on no link: to those who have made the namespace or have links
    /// there. It is shared where those are several, since it does not say whose it is, and where there is nobody any more.
    /// </summary>
    public Ownership OfNamespace(NamespaceReading reading)
    {
        Observed[] links = [.. reading.Links.Where(l => !IsLoopback(l)).Select(l => Of(new Loopback(reading.Id), reading.Id, l))];
        string? maker = OwnershipMark.OwnerOf(reading.Links.FirstOrDefault(IsLoopback)?.Alias);
        bool ours = maker == mark.Owner || links.Any(l => l.Ownership == Ownership.Owned);
        bool others = maker is not null && maker != mark.Owner || links.Any(l => l.Owner is not null);
        return (ours, others) switch
        {
            (true, false) => Ownership.Owned,
            (false, true) => Ownership.Foreign,
            _ => Ownership.Shared,
        };
    }

    // The alias of lo marks the namespace, not what others put on lo.
    private static bool IsLoopback(LinkMessage link) => link.Flags.HasFlag(LinkFlags.Loopback);
}
