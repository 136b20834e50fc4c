using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Waiting;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Watching;

/// <summary>
/// Hears what happens on a host and in the containers that concern an owner: one socket for rtnetlink and one for nf_tables, in the
/// host's namespace, hear of all namespaces that have a number there. No namespace is kept open, so that none outlives its container.
/// </summary>
public sealed class KernelWatch : IDisposable
{
    private readonly HostKernel kernel;
    private readonly NetlinkSubscription route;
    private readonly NetlinkSubscription netfilter;
    private readonly MountWatch mounts = new();
    private readonly RouteNotification routeNotification;
    private readonly RulesetNotifications rulesetNotifications;
    private readonly NamespaceNumbers numbers = new();
    private readonly NamespacePresence presence;
    private volatile bool isMountChanged;

    /// <summary>Begins to listen: what happens from now on is heard.</summary>
    /// <param name="lookout">Waits for it.</param>
    /// <param name="alarm">Is called on another thread when there may be news to take.</param>
    /// <exception cref="NetlinkException">The host's namespace cannot be entered, or the kernel does not tell.</exception>
    public KernelWatch(HostKernel kernel, Lookout lookout, Action alarm)
    {
        this.kernel = kernel;
        routeNotification = new(kernel.Mark);
        rulesetNotifications = new(kernel.Mark);
        presence = new(kernel);
        route = NetlinkSubscription.OpenForAll(kernel.Host.Network, NetlinkProtocol.Route, RouteNotification.Groups);
        netfilter = NetlinkSubscription.OpenForAll(kernel.Host.Network, NetlinkProtocol.Netfilter, RulesetNotification.Group);
        lookout.Add(route, alarm);
        lookout.Add(netfilter, alarm);
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
        bool isComplete = Take(route, routeNotification.Read, events) & Take(netfilter, rulesetNotifications.Read, events);
        if (isMountChanged)
        {
            isMountChanged = false;
            events.AddRange(presence.Changes());
        }
        return new(events.Distinct().ToValueList(), !isComplete);
    }

    /// <summary>Hears of these namespaces from now on, and lets go of all that were opened while looking.</summary>
    /// <exception cref="NetlinkException">The host's namespace cannot be read.</exception>
    public void Settle(IEnumerable<NamespaceId> namespaces)
    {
        NamespaceId[] concerned = [.. namespaces.Distinct()];
        presence.Remember(concerned);
        numbers.Assign(kernel, concerned);
        kernel.ForgetContainers();
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        route.Dispose();
        netfilter.Dispose();
        mounts.Dispose();
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
