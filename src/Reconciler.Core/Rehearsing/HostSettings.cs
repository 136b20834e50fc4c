namespace Reconciler.Core.Rehearsing;

/// <summary>Settings of a host that decide what becomes of packets (<c>Documentation/networking/ip-sysctl.rst</c>).</summary>
public static class HostSettings
{
    // Those that set others come first.
    private static readonly string[] OfHost =
    [
        "net/ipv4/ip_forward", "net/ipv6/conf/all/forwarding",
        "net/bridge/bridge-nf-call-iptables", "net/bridge/bridge-nf-call-ip6tables", "net/bridge/bridge-nf-call-arptables",
    ];

    private static readonly string[] OfIPv4 =
        ["forwarding", "rp_filter", "accept_local", "route_localnet", "arp_ignore", "arp_announce", "arp_filter", "proxy_arp", "src_valid_mark"];

    private static readonly string[] OfIPv6 = ["forwarding", "disable_ipv6", "accept_ra", "proxy_ndp"];

    /// <summary>The files of settings, below <c>/proc/sys</c>, of a host with links of these names, in the order in which they can be set.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> links)
    {
        string[] interfaces = ["all", "default", .. links];
        return
        [
            .. OfHost
                .Concat(interfaces.SelectMany(i => OfIPv4.Select(s => $"net/ipv4/conf/{i}/{s}")))
                .Concat(interfaces.SelectMany(i => OfIPv6.Select(s => $"net/ipv6/conf/{i}/{s}")))
                .Distinct(),
        ];
    }
}
