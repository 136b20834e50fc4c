using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Asks the kernel which way a packet would take, as <c>ip route get</c> does.</summary>
internal sealed class RouteLookup(PlaceNetworks places)
{
    /// <summary>What keeps the place from sending or forwarding there; <c>null</c>: nothing.</summary>
    /// <param name="source">Of the packet; <c>null</c>: whatever the kernel chooses.</param>
    /// <param name="input">Index of the link that it came in by; <c>null</c>: it is sent from the place itself.</param>
    public Decision.NoRoute? Refusal(Place at, IpAddress to, IpAddress? source = null, int? input = null, bool back = false)
    {
        try
        {
            Find(at, to, source, input);
            return null;
        }
        catch (NetlinkException e)
        {
            return new(at, to, back, e.Errno == Errno.ENETUNREACH ? null : ForbiddenBy(at, to) ?? ReasonOf(e, input is not null));
        }
    }

    /// <summary>Who has to be asked for a MAC address to send there.</summary>
    /// <exception cref="NetlinkException">There is no way.</exception>
    public IpAddress NextHop(Place at, IpAddress to) => Find(at, to, null, null).Gateway.ToIpAddress() ?? to;

    /// <summary>Whether a packet that is sent there does not leave.</summary>
    /// <exception cref="NetlinkException">There is no way.</exception>
    public bool IsOwn(Place at, IpAddress to) => Find(at, to, null, null).Type == RouteType.Local;

    /// <summary>By which address the place is seen there; <c>null</c>: there is no way, or none of its own.</summary>
    public IpAddress? SourceOf(Place at, IpAddress to)
    {
        try
        {
            return Find(at, to, null, null).PreferredSource.ToIpAddress();
        }
        catch (NetlinkException)
        {
            return null;
        }
    }

    /// <summary>The indexes of the links that have an address; link-local ones may be on several.</summary>
    public IReadOnlyList<int> LinksWith(Place at, IpAddress address)
    {
        using NetlinkConnection route = places.Open(at, NetlinkProtocol.Route);
        return [.. route.Dump(AddressMessage.WriteDump, AddressMessage.Read).Where(a => a.Address.ToIpAddress() == address).Select(a => a.Index).Distinct()];
    }

    private RouteMessage Find(Place at, IpAddress to, IpAddress? source, int? input)
    {
        using NetlinkConnection route = places.Open(at, NetlinkProtocol.Route);
        MessageWriter request = new();
        RouteMessage.WriteLookup(request, to.ToIPAddress(), source?.ToIPAddress(), input);
        return route.Get(request, RouteMessage.Read)[0];
    }

    // The refusal does not say which route it was.
    private string? ForbiddenBy(Place at, IpAddress to)
    {
        using NetlinkConnection route = places.Open(at, NetlinkProtocol.Route);
        return route.Dump(RouteMessage.WriteDump, RouteMessage.Read)
            .Where(r => r is { Type: RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit } && r.Family == to.Family.ToAddressFamily())
            .OrderByDescending(r => r.DestinationLength)
            .Where(r => PrefixOf(r, to.Family).Contains(to))
            .Select(r => $"its route is '{r.Type.ToString().ToLowerInvariant()} {(r.Destination is null ? "default" : PrefixOf(r, to.Family))}'")
            .FirstOrDefault();
    }

    private static IpPrefix PrefixOf(RouteMessage route, IpFamily family) =>
        route.Destination.ToIpAddress() is { } first ? new(first, route.DestinationLength) : IpPrefix.Default(family);

    private static string ReasonOf(NetlinkException e, bool isForwarded) => e.Errno switch
    {
        Errno.EHOSTUNREACH when isForwarded => "it does not forward there (ip_forward)",
        // What older kernels say of martian packets, and what Linux 6.18 says.
        Errno.EXDEV or Errno.EINVAL when isForwarded => "it expects no such source by that interface (rp_filter)",
        _ => e.Message,
    };
}
