using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>What on a host gets in the way of packets that documents let pass, and is not Reconciler's to change.</summary>
/// <param name="wanted">What documents come to, or what an owner has; with nothing in it, the host in general is asked about.</param>
/// <param name="observed">The host as it is.</param>
public sealed class Obstacles(ValueList<Desired> wanted, Snapshot observed, HostCondition condition)
{
    private readonly ValueList<RoutedBridge> bridges = RoutedBridge.In(wanted);

    /// <summary>The links whose settings matter: those of default routes, and the owner's bridges.</summary>
    public static IEnumerable<string> LinksIn(IEnumerable<Desired> wanted, Snapshot observed) =>
        Uplinks(observed).Concat(wanted.Select(d => d.Resource).OfType<Link>().Where(l => l is { Namespace.IsHost: true, Type: LinkType.Bridge }).Select(l => l.Name)).Distinct();

    /// <summary>Chains of others.</summary>
    public IEnumerable<Diagnostic> Filters => ForeignFilters.Of(bridges, condition);

    /// <summary>What keeps the host from being a router.</summary>
    public IEnumerable<Diagnostic> Forwarding => [.. InterfaceForwarding.Of(bridges, Uplinks(observed), condition), .. DisabledIPv6.Of(wanted, observed, condition)];

    /// <summary>Whether the host is a router.</summary>
    public string ForwardingNow => condition.Find(Sysctl.IPv4Forwarding) == "1" ? "on" : $"off ({Sysctl.IPv4Forwarding} = 0); apply switches it on for networks that need it";

    /// <summary>Reverse-path filtering.</summary>
    public IEnumerable<Diagnostic> Paths => ReversePath.Of(bridges, observed, condition);

    /// <summary>br_netfilter.</summary>
    public IEnumerable<Diagnostic> Bridged => BridgeNetfilter.Of(wanted, condition);

    /// <summary>Whether br_netfilter is at work.</summary>
    public string BridgedNow => condition.Find(BridgeNetfilter.IPv4) switch
    {
        "1" => $"on ({BridgeNetfilter.IPv4} = 1): others' forward chains see what stays within a bridge, too",
        "0" => "off",
        _ => "not there",
    };

    /// <summary>How many connections there are.</summary>
    public string ConnectionsNow => Tracking.Now(condition);

    /// <summary>Connection tracking.</summary>
    public IEnumerable<Diagnostic> Connections => Tracking.Of(condition);

    /// <summary>All that concerns what is wanted; nothing where the host forwards none of it.</summary>
    public IEnumerable<Diagnostic> Concerning => bridges.Count == 0 ? Bridged.Concat(DisabledIPv6.Of(wanted, observed, condition)) : [.. Filters, .. Forwarding, .. Paths, .. Bridged, .. Connections];

    private static IEnumerable<string> Uplinks(Snapshot observed) =>
        observed.Of<Route>(NamespaceId.Host).Where(r => r is { Destination.Length: 0, Link: not null }).Select(r => r.Link!).Distinct();
}
