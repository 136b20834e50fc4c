using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>The sysctls that make the host a router for a bridge.</summary>
internal static class Forwarding
{
    private const byte RouterAdvertisement = 9; // RTPROT_RA of linux/rtnetlink.h

    public static void Want(AttachedNetwork network, CompileContext context)
    {
        Origin origin = network.From("spec.subnets");
        if (network.Has(IpFamily.IPv4))
        {
            context.Wishes.Want(new Sysctl(NamespaceId.Host, Sysctl.IPv4Forwarding, "1"), origin);
            // The host reaches published ports on 127.0.0.1 only with it; the ruleset keeps everybody else away from 127.0.0.0/8.
            context.Wishes.Want(Sysctl.OfLink(NamespaceId.Host, "ipv4", network.Bridge, "route_localnet", "1"), origin);
        }
        if (network.Has(IpFamily.IPv6))
        {
            context.Wishes.Want(new Sysctl(NamespaceId.Host, Sysctl.IPv6Forwarding, "1"), origin);
            context.Wishes.Want(Sysctl.OfLink(NamespaceId.Host, "ipv6", network.Bridge, "accept_ra", "0"), origin);
            KeepAdvertisedRoutes(context, origin);
        }
    }

    // A host that becomes an IPv6 router loses the default routes that it was advertised, unless accept_ra is 2 before.
    private static void KeepAdvertisedRoutes(CompileContext context, Origin origin)
    {
        foreach (Route route in context.Observed.Of<Route>(NamespaceId.Host))
        {
            if (route is { Protocol: RouterAdvertisement, Link: string link })
                context.Wishes.Want(Sysctl.OfLink(NamespaceId.Host, "ipv6", link, "accept_ra", "2"), origin);
        }
    }
}
