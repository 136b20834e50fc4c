using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>An address that is at another MAC address than before, or was nowhere: neighbours must not look for it where it was.</summary>
/// <param name="Change">By which it is there.</param>
/// <param name="Address"><c>null</c>: all addresses of the link.</param>
public sealed record Announcement(Change Change, NamespaceId Namespace, string Link, IpAddress? Address);

/// <summary>Which addresses a plan makes appear on a network on which others may know them by another MAC address.</summary>
public static class Announcements
{
    private static readonly string[] MacFields = ["address", LinkKind.PeerPrefix + "address"];

    public static IEnumerable<Announcement> Of(Plan plan)
    {
        HashSet<ResourceId> made = [.. plan.Changes.Where(c => c.Change is Change.Create { Desired: Link { Type: LinkType.Bridge } }).Select(c => c.Change.Id)];
        HashSet<ResourceId> among = [.. plan.Changes.Select(c => c.Change).OfType<Change.Create>().SelectMany(c => LinksOnNewNetworks(c.Desired, made))];
        foreach (PlannedChange planned in plan.Changes)
        {
            if (planned.Change is { Makes: true, Subject: Address address })
            {
                if (!among.Contains(Link.IdOf(address.Namespace, address.Link)))
                    yield return new(planned.Change, address.Namespace, address.Link, address.Prefix.Address);
            }
            else if (planned.Change is Change.Update { Desired: Link link } update && update.Fields.Any(f => MacFields.Contains(f.Field)))
            {
                VethPeer? peer = (link.Type as LinkType.Veth)?.Peer;
                yield return new(update, peer?.Namespace ?? link.Namespace, peer?.Name ?? link.Name, null);
            }
        }
    }

    // A bridge that is made has no ports yet, and those that are made with it know nobody.
    private static IEnumerable<ResourceId> LinksOnNewNetworks(Resource resource, HashSet<ResourceId> made) => resource switch
    {
        Link { Type: LinkType.Bridge } bridge => [bridge.Id],
        Link { Master: string master, Namespace: var where } port when made.Contains(Link.IdOf(where, master)) => port.Provides,
        _ => [],
    };
}
