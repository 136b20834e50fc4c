using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Conntrack;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Applying;

/// <summary>
/// Deletes the connections that a plan makes stale, one by one by what they are known by: their next packet is looked at as the first of
/// a new one. The kernel could choose them itself, but only since 6.11, and not by subnets.
/// </summary>
internal static class FlowRemoval
{
    // One that ends by itself in between is refused, and those behind it are then not deleted yet.
    private const int Attempts = 20;

    /// <exception cref="FlowsRefusedException">The kernel does not tell them, or does not delete one.</exception>
    public static void Run(Plan plan, HostKernel kernel)
    {
        if (plan.StaleFlows.IsEmpty)
            return;
        try
        {
            for (int attempt = 1; !TryDelete(plan.StaleFlows, kernel.Host.Netfilter, attempt == Attempts); attempt++)
            {
            }
        }
        catch (NetlinkException e)
        {
            throw new FlowsRefusedException(plan.Steps.First(s => s.Stage == Stage.Ruleset), e);
        }
    }

    private static bool TryDelete(StaleFlows stale, NetlinkConnection netfilter, bool isLast)
    {
        MessageWriter requests = new();
        foreach (ConntrackEntry entry in netfilter.Dump(ConntrackEntry.WriteDump, ConntrackEntry.Read).Where(e => e.Zone == 0 && stale.Contains(FlowOf(e))))
            entry.WriteDelete(requests);
        try
        {
            netfilter.Request(requests);
            return true;
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT && !isLast)
        {
            return false;
        }
    }

    private static TrackedFlow FlowOf(ConntrackEntry entry) => new(
        (TransportProtocol)entry.Original.Protocol,
        IpAddress.From(entry.Original.Source),
        IpAddress.From(entry.Original.Destination),
        entry.Original.DestinationPort,
        IpAddress.From(entry.Reply.Source),
        entry.Reply.SourcePort,
        entry.Status.HasFlag(ConntrackStatus.Assured));
}
