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
    // As long as it takes a queue to move; what finds no place in it afterwards is lost as it may be lost on any wire, and the kernel
    // does not try its own announcements a second time.
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

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
                Send(socket, link, AnnouncementFrame.For(address.Address, link.Address));
        }
    }

    private static bool CanBeHeard(LinkMessage link) =>
        link.Flags.HasFlag(LinkFlags.Up) && !link.Flags.HasFlag(LinkFlags.Loopback) && link.Address!.GetAddressBytes().Length == 6;

    private static void Send(PacketSocket socket, LinkMessage link, byte[] frame)
    {
        for (int attempt = 1; !TrySend(socket, link, frame) && attempt < Attempts; attempt++)
            Thread.Sleep(Pause);
    }

    // An interface that went down or away meanwhile has no neighbours; whether it should have is verified next. A busy one may have a
    // full queue, or the other end of its pair has (NET_XMIT_DROP).
    private static bool TrySend(PacketSocket socket, LinkMessage link, byte[] frame)
    {
        try
        {
            socket.Send(link.Index, frame);
            return true;
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENETDOWN or Errno.ENXIO or Errno.ENODEV)
        {
            return true;
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENOBUFS)
        {
            return false;
        }
    }
}
