using System.Net;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Diag;

/// <summary>A socket that waits for whoever comes, as sock_diag tells of it (<c>struct inet_diag_msg</c> of linux/inet_diag.h).</summary>
/// <param name="Address">What it is bound to; <c>0.0.0.0</c> or <c>::</c>: every address.</param>
/// <param name="TakesIPv4">Whether connections of IPv4 arrive at it, too, when it is one of IPv6 and bound to every address.</param>
/// <param name="Inode">By which <c>/proc/PID/fd</c> names it.</param>
/// <param name="User">Whose it is, as the asker's user namespace numbers users.</param>
public sealed record InternetSocket(IPAddress Address, ushort Port, bool TakesIPv4, uint Inode, uint User)
{
    private const ushort ByFamily = 20; // SOCK_DIAG_BY_FAMILY of linux/sock_diag.h
    private const byte Udp = 17;

    // TCP_CLOSE and TCP_LISTEN of linux/tcp_states.h; a UDP socket that is not connected counts as closed.
    private const uint Closed = 1 << 7;
    private const uint Listening = 1 << 10;

    /// <summary>Appends a request for the sockets of a family that wait for whoever comes.</summary>
    /// <param name="protocol"><c>IPPROTO_*</c>.</param>
    public static void WriteDump(MessageWriter writer, AddressFamily family, byte protocol)
    {
        using Scope<InternetSocketAttribute> message = writer.Begin<InternetSocketAttribute>(ByFamily, MessageFlags.None);
        message.Struct(new InternetSocketRequest((byte)family, protocol, 0, 0, protocol == Udp ? Closed : Listening, default));
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static InternetSocket Read(MessageView message)
    {
        AttributeReader<InternetSocketAttribute> attributes = message.Read<InternetSocketHeader, InternetSocketAttribute>(out InternetSocketHeader header);
        bool isVersion6Only = false;
        foreach (AttributeView<InternetSocketAttribute> attribute in attributes)
        {
            if (attribute.Type == InternetSocketAttribute.Version6Only)
                isVersion6Only = attribute.As<byte>() != 0;
        }

        bool isIPv6 = header.Family == (byte)AddressFamily.IPv6;
        IPAddress address = header.Id.Address.ToIPAddress(header.Family);
        // One of IPv6 that is bound to ::ffff:192.0.2.1 is one of IPv4.
        return new(
            address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address,
            header.Id.Port.Value, !isIPv6 || !isVersion6Only, header.Inode, header.User);
    }
}
