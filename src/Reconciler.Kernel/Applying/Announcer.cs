using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink;
using Reconciler.Netlink.Packets;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Applying;

/// <summary>
/// Tells the neighbours of addresses that appeared where they are now. The kernel does so itself only with <c>arp_notify</c> and
/// <c>ndisc_notify</c>, which are the container's own settings, and not for addresses that are set without duplicate-address detection.
/// </summary>
internal static class Announcer
{
    /// <exception cref="StepRefusedException">The kernel refuses to send.</exception>
    public static void Run(Plan plan, HostKernel kernel)
    {
        foreach (IGrouping<NamespaceId, Announcement> group in Announcements.Of(plan).GroupBy(a => a.Namespace))
        {
            if (kernel.Find(group.Key) is not OpenNamespace where)
                continue;
            try
            {
                Send([.. group], where);
            }
            catch (NetlinkException e)
            {
                throw new StepRefusedException(plan.Steps.First(s => s.Change == group.First().Change), e);
            }
        }
    }

    private static void Send(Announcement[] announcements, OpenNamespace where)
    {
        NamespaceReading reading = NamespaceReading.Of(where);
        using PacketSocket socket = PacketSocket.Open(where.Network);
        foreach (AddressMessage address in reading.Addresses)
        {
            if (reading.Find(address.Index) is LinkMessage { Name: string name, Address: not null } link && CanBeHeard(link)
                && IpAddress.From(address.Address) is { IsLinkLocal: false } local
                && announcements.Any(a => a.Link == name && (a.Address is null || a.Address == local)))
                TrySend(socket, link, AnnouncementFrame.For(address.Address, link.Address));
        }
    }

    private static bool CanBeHeard(LinkMessage link) =>
        link.Flags.HasFlag(LinkFlags.Up) && !link.Flags.HasFlag(LinkFlags.Loopback) && link.Address!.GetAddressBytes().Length == 6;

    // An interface that went down or away meanwhile has no neighbours; whether it should have is verified next.
    private static void TrySend(PacketSocket socket, LinkMessage link, byte[] frame)
    {
        try
        {
            socket.Send(link.Index, frame);
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENETDOWN or Errno.ENXIO or Errno.ENODEV)
        {
        }
    }
}
