using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Waiting;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Watching;

/// <summary>
/// Hears what happens on a host and in the containers that concern an owner: one socket for rtnetlink and one for nf_tables, in the
/// host's namespace, hear of all namespaces that have a number there, and one for IPsec hears of the host. Engines tell of their containers. No namespace is kept open, so that none outlives its container.
/// </summary>
public sealed class KernelWatch : IDisposable
{
    private readonly HostKernel kernel;
    private readonly NetlinkSubscription route;
    private readonly NetlinkSubscription netfilter;
    private readonly NetlinkSubscription? ipsec;
    private readonly RouteNotification routeNotification;
    private readonly RulesetNotifications rulesetNotifications;
    private readonly IpsecNotification ipsecNotification;
    private readonly NamespaceNumbers numbers = new();
    private readonly NamespacePresence presence;
    private EngineWatch? engines;
    private MountWatch? mounts;
    private volatile bool isMountChanged;

    /// <summary>Begins to listen: what happens from now on is heard.</summary>
    /// <exception cref="NetlinkException">The host's namespace cannot be entered, or the kernel does not tell.</exception>
    public KernelWatch(HostKernel kernel)
    {
        this.kernel = kernel;
        routeNotification = new(kernel.Mark, numbers);
        rulesetNotifications = new(kernel.Mark);
        ipsecNotification = new(kernel.Mark);
        presence = new(kernel);
        route = NetlinkSubscription.OpenForAll(kernel.Host.Network, NetlinkProtocol.Route, RouteNotification.Groups);
        netfilter = NetlinkSubscription.OpenForAll(kernel.Host.Network, NetlinkProtocol.Netfilter, RulesetNotification.Group);
        ipsec = IpsecNotification.Subscribe(kernel);
    }

    /// <summary>The same; <c>null</c> where the process may not hear of other namespaces, or there is no such host.</summary>
    public static KernelWatch? TryOpen(HostKernel kernel)
    {
        try
        {
            return new(kernel);
        }
        catch (NetlinkException)
        {
            // Whoever looks at the host next is told why, if that is a fault.
            return null;
        }
    }

    /// <summary>Tells when there may be news to take.</summary>
    /// <param name="alarm">Is called on another thread.</param>
    public void Wake(Lookout lookout, Action alarm)
    {
        lookout.Add(route, alarm);
        lookout.Add(netfilter, alarm);
        if (ipsec is not null)
            lookout.Add(ipsec, alarm);
        engines = new(kernel.Options.Engines, alarm);
        mounts = new();
        lookout.Add(mounts, () =>
        {
            isMountChanged = true;
            alarm();
        });
    }

    /// <summary>What happened since the last call.</summary>
    public KernelNews Take()
    {
        List<KernelEvent> events = [];
        bool isComplete = Take(route, routeNotification.Read, events) & Take(netfilter, rulesetNotifications.Read, events)
            & (ipsec is null || Take(ipsec, ipsecNotification.Read, events));
        engines?.Take(events);
        if (isMountChanged || mounts is null)
        {
            isMountChanged = false;
            foreach (NamespaceId changed in presence.Changes(events))
                numbers.Forget(changed);
        }
        return new(events.Distinct().ToValueList(), !isComplete);
    }

    /// <summary>
    /// Hears of these namespaces from now on, those that are not there yet included. Before they are read: what happens between a reading
    /// and the moment from which it would be told is missed.
    /// </summary>
    /// <exception cref="NetlinkException">The host's namespace cannot be read.</exception>
    public void Listen(IReadOnlyCollection<NamespaceId> namespaces)
    {
        engines?.FollowAlso(namespaces);
        kernel.Containers.AskForOthers(namespaces);
        presence.Add(namespaces);
        numbers.Add(kernel, namespaces);
    }

    /// <summary>Hears of these namespaces only from now on, and lets go of all that were opened while looking.</summary>
    /// <exception cref="NetlinkException">The host's namespace cannot be read.</exception>
    public void Settle(IEnumerable<NamespaceId> namespaces)
    {
        NamespaceId[] concerned = [.. namespaces.Distinct()];
        engines?.Follow(concerned);
        presence.Remember(concerned);
        numbers.Assign(kernel, concerned);
        kernel.ForgetContainers();
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        route.Dispose();
        netfilter.Dispose();
        ipsec?.Dispose();
        mounts?.Dispose();
        engines?.Dispose();
    }

    private bool Take(NetlinkSubscription subscription, EventReader read, List<KernelEvent> events) => subscription.Take((number, message) =>
    {
        if (numbers.Find(number) is NamespaceId where && Read(read, where, message) is KernelEvent found)
            events.Add(found);
    });

    // A message that a newer kernel forms otherwise is still a reason to look.
    private static KernelEvent? Read(EventReader read, NamespaceId where, MessageView message)
    {
        try
        {
            return read(where, message);
        }
        catch (NetlinkFormatException e)
        {
            return new(where, $"a notification that cannot be read ({e.Message})", IsOurs: false);
        }
    }

    private delegate KernelEvent? EventReader(NamespaceId where, MessageView message);
}
