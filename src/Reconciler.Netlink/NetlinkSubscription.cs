using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Waiting;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink;

/// <summary>What is done with a message; its bytes are gone when it returns.</summary>
/// <param name="namespaceId">The namespace that it is about, by the number that the subscription's has for it; <c>null</c>: its own.</param>
public delegate void MessageReceiver(int? namespaceId, MessageView message);

/// <summary>A socket that is a member of multicast groups in one network namespace: the kernel sends it what happens there.</summary>
public sealed class NetlinkSubscription : ReadySource, IDisposable
{
    private readonly NetlinkSocket socket;

    private NetlinkSubscription(NetlinkSocket socket) => this.socket = socket;

    internal override DescriptorHandle Descriptor => socket.Handle;

    /// <summary>Joins groups.</summary>
    /// <param name="groups">Their numbers, 1 to 32, such as <c>NFNLGRP_*</c> of linux/netfilter/nfnetlink.h.</param>
    /// <exception cref="NetlinkException">The kernel does not have the protocol or a group, or the namespace cannot be entered.</exception>
    public static NetlinkSubscription Open(NetworkNamespace where, NetlinkProtocol protocol, params IReadOnlyList<int> groups) =>
        Open(where, protocol, s => s.Join(groups));

    /// <summary>Joins groups, and hears of all other namespaces as well that have a number here (<c>NETLINK_LISTEN_ALL_NSID</c>).</summary>
    /// <param name="groups">Their numbers, 1 to 32.</param>
    /// <exception cref="NetlinkException">The kernel does not have the protocol or a group, or the namespace cannot be entered.</exception>
    public static NetlinkSubscription OpenForAll(NetworkNamespace where, NetlinkProtocol protocol, params IReadOnlyList<int> groups) =>
        Open(where, protocol, s =>
        {
            s.ListenToAll();
            s.Join(groups);
        });

    /// <summary>All messages that have come since the last call, without waiting; those that did not fit into the kernel's buffer are lost.</summary>
    public IReadOnlyList<TValue> Take<TValue>(MessageParser<TValue> parse)
    {
        List<TValue> values = [];
        Take((_, message) => values.Add(parse(message)));
        return values;
    }

    /// <summary>Gives out all messages that have come since the last call, without waiting.</summary>
    /// <returns>Whether none was lost; otherwise the kernel's buffer was full.</returns>
    public bool Take(MessageReceiver receive)
    {
        bool isOverrun = false;
        while (socket.TryReceive(out ReadOnlySpan<byte> datagram, out int? namespaceId, ref isOverrun))
        {
            foreach (MessageView message in new MessageReader(datagram))
                receive(namespaceId, message);
        }

        return !isOverrun;
    }

    /// <summary>Leaves the groups.</summary>
    public void Dispose() => socket.Dispose();

    private static NetlinkSubscription Open(NetworkNamespace where, NetlinkProtocol protocol, Action<NetlinkSocket> join)
    {
        NetlinkSocket socket = where.Run(() => NetlinkSocket.Open(protocol, where.ToString(), null));
        try
        {
            join(socket);
            return new(socket);
        }
        catch
        {
            // Nobody gets hold of the socket, so nobody else could close it.
            socket.Dispose();
            throw;
        }
    }
}
