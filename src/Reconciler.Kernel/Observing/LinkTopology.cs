using Reconciler.Core.Resources;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Observing;

/// <summary>Which links belong together: the kernel names the other end of a veth, and the link below, by the id of its namespace and its index.</summary>
internal sealed class LinkTopology
{
    private readonly NamespaceReading host;
    private readonly Dictionary<(NamespaceId, int), LinkMessage> hostEnds = [];
    private readonly Dictionary<int, (NamespaceReading Reading, LinkMessage Link)> containerEnds = [];

    /// <param name="readings">The host's first.</param>
    /// <param name="namespaces">By the ids that the host's namespace has for them.</param>
    public LinkTopology(IReadOnlyList<NamespaceReading> readings, Dictionary<int, NamespaceId> namespaces)
    {
        host = readings[0];
        Dictionary<NamespaceId, NamespaceReading> byId = readings.ToDictionary(r => r.Id);
        foreach (LinkMessage end in host.Links.Where(l => l.Kind == "veth" && l.Link is not null))
        {
            if (OtherSide(end, host, namespaces, byId) is NamespaceReading there && there.Find(end.Link!.Value) is LinkMessage peer && IsHostEnd(end, host, there))
            {
                containerEnds[end.Index] = (there, peer);
                hostEnds[(there.Id, peer.Index)] = end;
            }
        }
    }

    /// <summary>The container's end of a link of the host; <c>null</c> when it is in a namespace that was not read.</summary>
    public (NamespaceReading Reading, LinkMessage Link)? ContainerEnd(LinkMessage hostEnd) =>
        containerEnds.TryGetValue(hostEnd.Index, out (NamespaceReading, LinkMessage) end) ? end : null;

    /// <summary>The host's end of a link in a container; <c>null</c> when it is not on the host.</summary>
    public LinkMessage? HostEnd(NamespaceId where, LinkMessage containerEnd) =>
        hostEnds.GetValueOrDefault((where, containerEnd.Index));

    /// <summary>The name of the link on the host that a macvlan or VLAN stands on; <c>null</c> when it is elsewhere.</summary>
    public string? Parent(NamespaceReading where, LinkMessage link) =>
        link.LinkNamespaceId is null && !where.Id.IsHost ? null : host.NameOf(link.Link);

    private static NamespaceReading? OtherSide(
        LinkMessage end, NamespaceReading host, Dictionary<int, NamespaceId> namespaces, Dictionary<NamespaceId, NamespaceReading> byId) =>
        end.LinkNamespaceId is not int number ? host
        : namespaces.TryGetValue(number, out NamespaceId id) ? byId[id]
        : null;

    // Of a pair with both ends on the host, the one that was made first stands for the pair.
    private static bool IsHostEnd(LinkMessage end, NamespaceReading host, NamespaceReading there) => there != host || end.Index > end.Link;
}
