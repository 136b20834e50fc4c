using Reconciler.Core.Resources;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Observing;

/// <summary>What rtnetlink says about one namespace.</summary>
internal sealed class NamespaceReading
{
    // Containers have two or three links, hosts thousands.
    private const int Few = 8;

    private readonly Dictionary<int, LinkMessage>? byIndex;

    private NamespaceReading(NamespaceId id, IReadOnlyList<LinkMessage> links, IReadOnlyList<AddressMessage> addresses, IReadOnlyList<RouteMessage> routes)
    {
        Id = id;
        Links = links;
        Addresses = addresses;
        Routes = routes;
        byIndex = links.Count > Few ? links.ToDictionary(l => l.Index) : null;
    }

    public NamespaceId Id { get; }

    public IReadOnlyList<LinkMessage> Links { get; }

    public IReadOnlyList<AddressMessage> Addresses { get; }

    public IReadOnlyList<RouteMessage> Routes { get; }

    public static NamespaceReading Of(OpenNamespace where) => Of(where, LinksOf(where));

    /// <param name="links">What <see cref="LinksOf"/> gave.</param>
    public static NamespaceReading Of(OpenNamespace where, IReadOnlyList<LinkMessage> links) =>
        new(where.Id, links, where.Route.Dump(AddressMessage.WriteDump, AddressMessage.Read), where.Route.Dump(RouteMessage.WriteDump, RouteMessage.Read));

    /// <summary>All links of a namespace.</summary>
    public static IReadOnlyList<LinkMessage> LinksOf(OpenNamespace where) => where.Route.Dump(LinkMessage.WriteDump, LinkMessage.Read);

    /// <summary>The alias of <c>lo</c>, which marks a namespace that we made.</summary>
    public string? LoopbackAlias => LoopbackAliasOf(Links);

    /// <inheritdoc cref="LoopbackAlias"/>
    /// <param name="links">All links of the namespace.</param>
    public static string? LoopbackAliasOf(IReadOnlyList<LinkMessage> links) => links.FirstOrDefault(l => l.Flags.HasFlag(LinkFlags.Loopback))?.Alias;

    /// <summary>A link by its name; <c>null</c> when there is none.</summary>
    public static LinkMessage? LinkOf(OpenNamespace where, string name)
    {
        MessageWriter request = new();
        new LinkMessage { Name = name }.Write(request, RouteMessageType.GetLink);
        try
        {
            return where.Route.Get(request, LinkMessage.Read)[0];
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENODEV)
        {
            return null;
        }
    }

    /// <summary>What is on and behind the links, as resources.</summary>
    /// <param name="route">A connection to the namespace: queueing disciplines are read only where a link has one.</param>
    public IReadOnlyList<Observed> Resources(NetlinkConnection route, Owners owners, LinkTopology topology) =>
    [
        .. LinkCodec.Read(this, owners, topology),
        .. LoopbackCodec.Read(this),
        .. AddressCodec.Read(this, owners),
        .. RouteCodec.Read(this, owners),
        .. QdiscCodec.Read(this, route, owners),
    ];

    public LinkMessage? Find(int index)
    {
        if (byIndex is not null)
            return byIndex.GetValueOrDefault(index);
        for (int i = 0; i < Links.Count; i++)
        {
            if (Links[i].Index == index)
                return Links[i];
        }
        return null;
    }

    /// <summary>The name of the link with an index; <c>null</c> for 0 and for a link that has gone meanwhile.</summary>
    public string? NameOf(int? index) => index is int number ? Find(number)?.Name : null;
}
