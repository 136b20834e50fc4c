using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Diag;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Inspecting;

/// <summary>The sockets of a namespace that wait for whoever comes.</summary>
internal static class ListenerReading
{
    /// <exception cref="NetlinkException">The kernel does not tell of sockets, or not of those of IPv4.</exception>
    public static IEnumerable<Listener> Of(OpenNamespace where, IEnumerable<TransportProtocol> protocols) =>
        [.. protocols.SelectMany(p => Read(where, AddressFamily.IPv4, p).Concat(Read(where, AddressFamily.IPv6, p)))];

    /// <summary>Says whose they are, and leaves out those of this process: it asks and answers questions itself.</summary>
    public static IEnumerable<Listener> WithProcesses(IEnumerable<Listener> listeners)
    {
        Listener[] all = [.. listeners];
        if (all.Length == 0)
            return [];
        IReadOnlyDictionary<uint, SocketHolder> holders = SocketHolders.Of(all.Select(l => l.Inode).ToHashSet());
        return all
            .Select(l => holders.TryGetValue(l.Inode, out SocketHolder? holder) ? l with { Process = new(holder.ProcessId, holder.Name) } : l)
            .Where(l => l.Process?.Id != Environment.ProcessId);
    }

    // A kernel without SCTP has no sockets of it.
    private static IEnumerable<Listener> Read(OpenNamespace where, AddressFamily family, TransportProtocol protocol)
    {
        try
        {
            return where.Sockets.Dump(w => InternetSocket.WriteDump(w, family, (byte)protocol), InternetSocket.Read)
                .Select(s => new Listener(protocol, IpAddress.From(s.Address), s.Port, s.TakesIPv4, s.Inode, s.User));
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT && protocol == TransportProtocol.Sctp)
        {
            return [];
        }
    }
}
