using Reconciler.Netlink.Namespaces;

namespace Reconciler.Netlink.Packets;

/// <summary>Sends Ethernet frames as they are (packet(7)); it receives none.</summary>
public sealed class PacketSocket : IDisposable
{
    private readonly DescriptorHandle handle;

    private PacketSocket(DescriptorHandle handle) => this.handle = handle;

    /// <summary>Opens a socket in a namespace.</summary>
    /// <exception cref="NetlinkException">Without <c>CAP_NET_RAW</c>: <see cref="Errno.EPERM"/>.</exception>
    public static PacketSocket Open(NetworkNamespace where) => new(where.Run(Sys.PacketSocket));

    /// <summary>Sends a frame by an interface.</summary>
    /// <exception cref="NetlinkException">The interface is down (<see cref="Errno.ENETDOWN"/>), or gone (<see cref="Errno.ENXIO"/>), or its queue is full (<see cref="Errno.ENOBUFS"/>).</exception>
    public void Send(int index, ReadOnlySpan<byte> frame) => Sys.SendFrame(handle, index, frame);

    /// <summary>Closes the socket.</summary>
    public void Dispose() => handle.Dispose();
}
