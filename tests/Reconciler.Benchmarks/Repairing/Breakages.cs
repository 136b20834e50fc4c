using Reconciler.Benchmarks.Hosts;
using Reconciler.Benchmarks.Results;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Benchmarks.Repairing;

/// <summary>
/// What somebody deletes by hand, each time another one: what is deleted again and again is left alone for a while, as it would be
/// somebody else's.
/// </summary>
internal sealed class Breakages(BenchmarkHost host)
{
    private const string Interface = "eth0";

    /// <summary>A container's interface: it is back when its default route is.</summary>
    public RepairSample DeleteLink(int container)
    {
        using NetworkNamespace inside = host.Container(container);
        using RepairTimer timer = new(inside, NetlinkProtocol.Route, Groups.IPv4Route);
        return timer.Measure("interface", () => Delete(inside, new LinkMessage { Name = Interface }), IsDefaultRoute);
    }

    /// <summary>A container's address: the kernel removes its default route as well, since no address is left to send from.</summary>
    public RepairSample DeleteAddress(int container)
    {
        using NetworkNamespace inside = host.Container(container);
        using NetlinkConnection route = NetlinkConnection.Open(inside, NetlinkProtocol.Route);
        AddressMessage address = route.Dump(AddressMessage.WriteDump, AddressMessage.Read).First(a => a.PrefixLength == 16);
        using RepairTimer timer = new(inside, NetlinkProtocol.Route, Groups.IPv4Address, Groups.IPv4Route);
        return timer.Measure(
            "address", () => Request(route, w => address.Write(w, RouteMessageType.DeleteAddress)),
            message => (RouteMessageType)message.Header.Type == RouteMessageType.NewAddress, IsDefaultRoute);
    }

    /// <summary>A container's default route.</summary>
    public RepairSample DeleteRoute(int container)
    {
        using NetworkNamespace inside = host.Container(container);
        using NetlinkConnection route = NetlinkConnection.Open(inside, NetlinkProtocol.Route);
        RouteMessage defaultRoute = route.Dump(RouteMessage.WriteDump, RouteMessage.Read).First(r => r is { Destination: null, Gateway: not null });
        using RepairTimer timer = new(inside, NetlinkProtocol.Route, Groups.IPv4Route);
        return timer.Measure("route", () => Request(route, w => defaultRoute.Write(w, RouteMessageType.DeleteRoute)), IsDefaultRoute);
    }

    /// <summary>An overlay's forwarding entry.</summary>
    public RepairSample DeleteForwardingEntry(int number)
    {
        using NetlinkConnection route = NetlinkConnection.Open(host.Network, NetlinkProtocol.Route);
        NeighbourMessage[] entries = [.. route.Dump(w => NeighbourMessage.WriteDump(w, AddressFamily.Bridge), NeighbourMessage.Read)
            .Where(n => n.Destination is not null && n.LinkLayerAddress is { } mac && mac.GetAddressBytes().Any(b => b != 0))];
        NeighbourMessage entry = entries[number % entries.Length];
        using RepairTimer timer = new(host.Network, NetlinkProtocol.Route, Groups.Neighbour);
        return timer.Measure(
            "forwarding entry", () => Request(route, w => entry.Write(w, RouteMessageType.DeleteNeighbour)),
            message => (RouteMessageType)message.Header.Type == RouteMessageType.NewNeighbour
                && NeighbourMessage.Read(message).LinkLayerAddress?.Equals(entry.LinkLayerAddress) == true);
    }

    /// <summary>A rule of the owner's table: all of its chain is put in its place.</summary>
    public RepairSample DeleteRule(int number)
    {
        using Ruleset ruleset = new(host.Network);
        IReadOnlyList<Rule> rules = [.. ruleset.Rules().DistinctBy(r => r.Chain)];
        Rule rule = rules[number % rules.Count];
        return ruleset.Measure("rule", batch => batch.Delete(rule), NftablesMessageType.NewRule);
    }

    /// <summary>An element of the map of published ports.</summary>
    public RepairSample DeleteElement(int number)
    {
        using Ruleset ruleset = new(host.Network);
        SetElements elements = ruleset.PublishedPorts();
        SetElements one = elements with { Elements = [new SetElement(elements.Elements[number % elements.Elements.Count].Key)] };
        return ruleset.Measure("map element", batch => batch.Delete(one), NftablesMessageType.NewElements);
    }

    /// <summary>How many chains have rules: as many may be broken without being taken for somebody else's.</summary>
    public int Chains()
    {
        using Ruleset ruleset = new(host.Network);
        return ruleset.Rules().DistinctBy(r => r.Chain).Count();
    }

    private static void Delete(NetworkNamespace where, LinkMessage link)
    {
        using NetlinkConnection route = NetlinkConnection.Open(where, NetlinkProtocol.Route);
        Request(route, w => link.Write(w, RouteMessageType.DeleteLink));
    }

    private static bool IsDefaultRoute(MessageView message) =>
        (RouteMessageType)message.Header.Type == RouteMessageType.NewRoute && RouteMessage.Read(message) is { Destination: null, Gateway: not null };

    private static void Request(NetlinkConnection connection, Action<MessageWriter> write)
    {
        MessageWriter request = new();
        write(request);
        connection.Request(request);
    }
}
