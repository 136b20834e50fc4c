using System.Net;
using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>IFLA_VXLAN_*</c> of linux/if_link.h.</summary>
public enum VxlanAttribute : ushort
{
    /// <summary><c>IFLA_VXLAN_ID</c>: u32, the VNI.</summary>
    Id = 1,

    /// <summary><c>IFLA_VXLAN_LOCAL</c>: an IPv4 address.</summary>
    Local = 4,

    /// <summary><c>IFLA_VXLAN_LEARNING</c>: u8.</summary>
    Learning = 7,

    /// <summary><c>IFLA_VXLAN_PORT_RANGE</c>: <c>struct ifla_vxlan_port_range</c>.</summary>
    SourcePorts = 10,

    /// <summary><c>IFLA_VXLAN_PORT</c>: u16, big-endian.</summary>
    Port = 15,

    /// <summary><c>IFLA_VXLAN_LOCAL6</c>: an IPv6 address.</summary>
    Local6 = 17,
}

/// <summary><c>struct ifla_vxlan_port_range</c> of linux/if_link.h: the UDP ports that packets are sent from.</summary>
/// <param name="First">The first of them.</param>
/// <param name="End">The one behind the last; both 0: whatever the host's range of local ports is.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct VxlanSourcePorts(BigEndian16 First, BigEndian16 End);

/// <summary>Options of a VXLAN device (RFC 7348); what is <c>null</c> is not in the message.</summary>
public sealed record VxlanOptions : LinkOptions
{
    /// <summary><c>IFLA_VXLAN_ID</c>: the VNI, less than 2^24; fixed at creation.</summary>
    public uint? Id { get; init; }

    /// <summary><c>IFLA_VXLAN_LOCAL</c> or <c>IFLA_VXLAN_LOCAL6</c>: the source of encapsulated packets.</summary>
    public IPAddress? Local { get; init; }

    /// <summary><c>IFLA_VXLAN_PORT</c>: the UDP port of all nodes; fixed at creation.</summary>
    public ushort? Port { get; init; }

    /// <summary><c>IFLA_VXLAN_PORT_RANGE</c>: from which UDP ports packets are sent, by the hash of what they carry; fixed at creation.</summary>
    public VxlanSourcePorts? SourcePorts { get; init; }

    /// <summary><c>IFLA_VXLAN_LEARNING</c>: whether received packets make forwarding entries.</summary>
    public bool? Learning { get; init; }

    internal static VxlanOptions Read(AttributeView<LinkInfoAttribute> data)
    {
        VxlanOptions options = new();
        foreach (AttributeView<VxlanAttribute> attribute in data.Nested<VxlanAttribute>())
        {
            options = attribute.Type switch
            {
                VxlanAttribute.Id => options with { Id = attribute.As<uint>() },
                VxlanAttribute.Local or VxlanAttribute.Local6 => options with { Local = attribute.Address },
                VxlanAttribute.Port => options with { Port = attribute.As<BigEndian16>().Value },
                VxlanAttribute.SourcePorts => options with { SourcePorts = attribute.As<VxlanSourcePorts>() },
                VxlanAttribute.Learning => options with { Learning = attribute.As<byte>() != 0 },
                _ => options,
            };
        }

        return options;
    }

    internal override void Write(Scope<LinkInfoAttribute> info)
    {
        using Scope<VxlanAttribute> data = info.Nest<VxlanAttribute>(LinkInfoAttribute.Data);
        if (Id is not null)
            data.Put(VxlanAttribute.Id, Id.Value);
        if (Local is not null)
            data.PutAddress(Local.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? VxlanAttribute.Local6 : VxlanAttribute.Local, Local);
        if (SourcePorts is not null)
            data.Put(VxlanAttribute.SourcePorts, SourcePorts.Value);
        if (Learning is not null)
            data.Put(VxlanAttribute.Learning, Learning.Value);
        if (Port is not null)
            data.Put(VxlanAttribute.Port, new BigEndian16(Port.Value));
    }
}
