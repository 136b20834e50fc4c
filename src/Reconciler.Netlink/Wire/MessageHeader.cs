using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>The header of every netlink message: <c>struct nlmsghdr</c> of linux/netlink.h.</summary>
/// <param name="Length">Bytes of the whole message, this header included, without the padding after it.</param>
/// <param name="Type">A <see cref="ControlMessageType"/>, or a message type of the protocol in use.</param>
/// <param name="Sequence">Chosen by the sender; every answer repeats it.</param>
/// <param name="PortId">The sender's socket; 0 is the kernel.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct MessageHeader(uint Length, ushort Type, MessageFlags Flags, uint Sequence, uint PortId)
{
    /// <summary>Size in bytes: <c>NLMSG_HDRLEN</c>.</summary>
    public const int Size = 16;
}
