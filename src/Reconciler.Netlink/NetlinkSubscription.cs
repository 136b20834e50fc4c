using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink;

/// <summary>A socket that is a member of a multicast group in one network namespace: the kernel sends it what happens there.</summary>
public sealed class NetlinkSubscription : IDisposable
{
    private readonly NetlinkSocket socket;

    private NetlinkSubscription(NetlinkSocket socket) => this.socket = socket;

    /// <summary>Joins a group.</summary>
    /// <param name="group">Its number, 1 to 32, such as <c>NFNLGRP_*</c> of linux/netfilter/nfnetlink.h.</param>
    /// <exception cref="NetlinkException">The kernel does not have the protocol or the group, or the namespace cannot be entered.</exception>
    public static NetlinkSubscription Open(NetworkNamespace where, NetlinkProtocol protocol, int group)
    {
        NetlinkSocket socket = where.Run(() => NetlinkSocket.Open(protocol, where.ToString(), null));
        try
        {
            socket.Join(group);
            return new(socket);
        }
        catch
        {
            // Nobody gets hold of the socket, so nobody else could close it.
            socket.Dispose();
            throw;
        }
    }

    /// <summary>All messages that have come since the last call, without waiting; those that did not fit into the kernel's buffer are lost.</summary>
    public IReadOnlyList<TValue> Take<TValue>(MessageParser<TValue> parse)
    {
        List<TValue> values = [];
        while (socket.TryReceive(out ReadOnlySpan<byte> datagram))
        {
            foreach (MessageView message in new MessageReader(datagram))
                values.Add(parse(message));
        }

        return values;
    }

    /// <summary>Leaves the group.</summary>
    public void Dispose() => socket.Dispose();
}
