using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>NDA_*</c> of linux/neighbour.h.</summary>
public enum NeighbourAttribute : ushort
{
    /// <summary><c>NDA_DST</c></summary>
    Destination = 1,

    /// <summary><c>NDA_LLADDR</c></summary>
    LinkLayerAddress = 2,

    /// <summary><c>NDA_VLAN</c>: u16, of a bridge's entry.</summary>
    Vlan = 5,

    /// <summary><c>NDA_PORT</c>: u16, big-endian; a VXLAN entry's UDP port where it is not the device's.</summary>
    Port = 6,

    /// <summary><c>NDA_VNI</c>: u32; a VXLAN entry's VNI where it is not the device's.</summary>
    Vni = 7,

    /// <summary><c>NDA_IFINDEX</c>: u32, the link that a dump is about.</summary>
    Link = 8,

    /// <summary><c>NDA_MASTER</c>: u32, index.</summary>
    Master = 9,

    /// <summary><c>NDA_PROTOCOL</c>: u8, who made it.</summary>
    Protocol = 12,
}

/// <summary><c>NUD_*</c> of linux/neighbour.h.</summary>
[Flags]
public enum NeighbourState : ushort
{
    /// <summary><c>NUD_NONE</c></summary>
    None = 0,

    /// <summary><c>NUD_INCOMPLETE</c></summary>
    Incomplete = 0x01,

    /// <summary><c>NUD_REACHABLE</c></summary>
    Reachable = 0x02,

    /// <summary><c>NUD_STALE</c></summary>
    Stale = 0x04,

    /// <summary><c>NUD_DELAY</c></summary>
    Delay = 0x08,

    /// <summary><c>NUD_PROBE</c></summary>
    Probe = 0x10,

    /// <summary><c>NUD_FAILED</c></summary>
    Failed = 0x20,

    /// <summary><c>NUD_NOARP</c></summary>
    NoArp = 0x40,

    /// <summary><c>NUD_PERMANENT</c></summary>
    Permanent = 0x80,
}

/// <summary><c>NTF_*</c> of linux/neighbour.h.</summary>
[Flags]
public enum NeighbourFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>NTF_SELF</c>: a forwarding entry of the device itself.</summary>
    Self = 0x02,

    /// <summary><c>NTF_MASTER</c>: a forwarding entry of the bridge that the device is a port of.</summary>
    Master = 0x04,
}

/// <summary>The header of a neighbour's messages: <c>struct ndmsg</c> of linux/neighbour.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct NeighbourHeader(
    AddressFamily Family, byte Padding, ushort MorePadding, int Index, NeighbourState State, NeighbourFlags Flags, byte Type);

/// <summary>
/// A neighbour as <c>RTM_NEWNEIGH</c> carries it, both ways; of the family <see cref="AddressFamily.Bridge"/>, a forwarding entry.
/// </summary>
/// <param name="Index">Of the link.</param>
public sealed record NeighbourMessage(AddressFamily Family, int Index)
{
    /// <summary><c>NDA_DST</c>: the neighbour's address.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary><c>NDA_LLADDR</c>.</summary>
    public PhysicalAddress? LinkLayerAddress { get; init; }

    /// <summary><c>ndm_state</c>.</summary>
    public NeighbourState State { get; init; }

    /// <summary><c>ndm_flags</c>.</summary>
    public NeighbourFlags Flags { get; init; }

    /// <summary><c>NDA_PROTOCOL</c>: who made it.</summary>
    public byte? Protocol { get; init; }

    /// <summary><c>NDA_VLAN</c>, of a bridge's entry; only read.</summary>
    public ushort? Vlan { get; init; }

    /// <summary><c>NDA_PORT</c>, of a VXLAN device's entry.</summary>
    public ushort? Port { get; init; }

    /// <summary><c>NDA_VNI</c>, of a VXLAN device's entry.</summary>
    public uint? Vni { get; init; }

    /// <summary>Appends a message.</summary>
    public void Write(MessageWriter writer, RouteMessageType type, MessageFlags flags = MessageFlags.None)
    {
        using Scope<NeighbourAttribute> message = writer.Begin<NeighbourAttribute>((ushort)type, flags);
        message.Struct(new NeighbourHeader(Family, 0, 0, Index, State, Flags, 0));
        if (Destination is not null)
            message.PutAddress(NeighbourAttribute.Destination, Destination);
        if (LinkLayerAddress is not null)
            message.PutAddress(NeighbourAttribute.LinkLayerAddress, LinkLayerAddress);
        if (Protocol is not null)
            message.Put(NeighbourAttribute.Protocol, Protocol.Value);
        if (Port is not null)
            message.Put(NeighbourAttribute.Port, new BigEndian16(Port.Value));
        if (Vni is not null)
            message.Put(NeighbourAttribute.Vni, Vni.Value);
    }

    /// <summary>Appends a request for all neighbours of a family.</summary>
    /// <param name="index">Of the link that they are on; <c>null</c>: any.</param>
    public static void WriteDump(MessageWriter writer, AddressFamily family, int? index = null)
    {
        using Scope<NeighbourAttribute> message = writer.Begin<NeighbourAttribute>((ushort)RouteMessageType.GetNeighbour, MessageFlags.None);
        message.Struct(new NeighbourHeader(family, 0, 0, 0, NeighbourState.None, NeighbourFlags.None, 0));
        if (index is int link)
            message.Put(NeighbourAttribute.Link, link);
    }

    /// <summary>Reads an <c>RTM_NEWNEIGH</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static NeighbourMessage Read(MessageView message)
    {
        AttributeReader<NeighbourAttribute> attributes = message.Read<NeighbourHeader, NeighbourAttribute>(out NeighbourHeader header);
        NeighbourMessage neighbour = new(header.Family, header.Index) { State = header.State, Flags = header.Flags };
        foreach (AttributeView<NeighbourAttribute> attribute in attributes)
        {
            neighbour = attribute.Type switch
            {
                NeighbourAttribute.Destination => neighbour with { Destination = attribute.Address },
                NeighbourAttribute.LinkLayerAddress => neighbour with { LinkLayerAddress = attribute.PhysicalAddress },
                NeighbourAttribute.Protocol => neighbour with { Protocol = attribute.As<byte>() },
                NeighbourAttribute.Vlan => neighbour with { Vlan = attribute.As<ushort>() },
                NeighbourAttribute.Port => neighbour with { Port = attribute.As<BigEndian16>().Value },
                NeighbourAttribute.Vni => neighbour with { Vni = attribute.As<uint>() },
                _ => neighbour,
            };
        }

        return neighbour;
    }
}
