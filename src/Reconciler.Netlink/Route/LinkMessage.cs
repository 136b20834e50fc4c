using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>IFF_*</c> of linux/if.h.</summary>
[Flags]
public enum LinkFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>IFF_UP</c></summary>
    Up = 1,

    /// <summary><c>IFF_LOOPBACK</c></summary>
    Loopback = 8,
}

/// <summary><c>IN6_ADDR_GEN_MODE_*</c> of linux/if_link.h: how the kernel makes a link's IPv6 link-local address.</summary>
public enum AddressGeneration : byte
{
    /// <summary>From the link-layer address.</summary>
    Eui64 = 0,

    /// <summary>Not at all.</summary>
    None = 1,

    /// <summary>From a secret.</summary>
    StablePrivacy = 2,

    /// <summary>From a random secret.</summary>
    Random = 3,
}

/// <summary>The header of a link's messages: <c>struct ifinfomsg</c> of linux/rtnetlink.h.</summary>
/// <param name="Type"><c>ARPHRD_*</c></param>
/// <param name="Index">0 where the name or group says which.</param>
/// <param name="Change">The flags that are set to <paramref name="Flags"/>.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct LinkHeader(byte Family, byte Padding, ushort Type, int Index, LinkFlags Flags, LinkFlags Change);

/// <summary>
/// A link as <c>RTM_NEWLINK</c> carries it, both ways: what is <c>null</c> is not in the message. Some of it the kernel silently
/// ignores when it creates a link (alias, port options), so that they take a message of their own.
/// </summary>
public sealed record LinkMessage
{
    private const byte Family = (byte)AddressFamily.Unspecified;

    /// <summary>Nothing yet.</summary>
    public LinkMessage()
    {
    }

    // Of the dozens of attributes that the kernel sends, those that matter: into the record itself, since thousands of links are read at a time.
    private LinkMessage(LinkHeader header, AttributeReader<LinkAttribute> attributes)
    {
        (Index, Flags, Change) = (header.Index, header.Flags, header.Change);
        foreach (AttributeView<LinkAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case LinkAttribute.Name:
                    Name = attribute.Text;
                    break;
                case LinkAttribute.Address:
                    Address = attribute.PhysicalAddress;
                    break;
                case LinkAttribute.Mtu:
                    Mtu = attribute.As<uint>();
                    break;
                case LinkAttribute.Link:
                    Link = attribute.As<int>();
                    break;
                case LinkAttribute.LinkNamespaceId:
                    LinkNamespaceId = attribute.As<int>();
                    break;
                case LinkAttribute.Qdisc:
                    Qdisc = attribute.Text;
                    break;
                case LinkAttribute.Master:
                    Master = attribute.As<uint>();
                    break;
                case LinkAttribute.Group:
                    Group = attribute.As<uint>();
                    break;
                case LinkAttribute.Alias:
                    Alias = attribute.Text;
                    break;
                case LinkAttribute.AddressFamilies:
                    AddressGeneration = ReadGeneration(attribute);
                    break;
                case LinkAttribute.LinkInfo:
                    (Kind, Options, Port) = LinkKindData.Read(attribute);
                    break;
            }
        }
    }

    /// <summary><c>ifi_index</c>; 0 where <see cref="Name"/> or <see cref="Group"/> says which.</summary>
    public int Index { get; init; }

    /// <summary><c>ifi_flags</c>.</summary>
    public LinkFlags Flags { get; init; }

    /// <summary><c>ifi_change</c>: which flags a request sets.</summary>
    public LinkFlags Change { get; init; }

    /// <summary><c>IFLA_IFNAME</c>, at most 15 bytes.</summary>
    public string? Name { get; init; }

    /// <summary><c>IFLA_ADDRESS</c>.</summary>
    public PhysicalAddress? Address { get; init; }

    /// <summary><c>IFLA_MTU</c> in bytes.</summary>
    public uint? Mtu { get; init; }

    /// <summary><c>IFLA_LINK</c>: the index of the link below, or of a veth's peer, in the namespace <see cref="LinkNamespaceId"/>.</summary>
    public int? Link { get; init; }

    /// <summary><c>IFLA_LINK_NETNSID</c>; <c>null</c>: this namespace.</summary>
    public int? LinkNamespaceId { get; init; }

    /// <summary><c>IFLA_MASTER</c>: an index; 0 in a request: none.</summary>
    public uint? Master { get; init; }

    /// <summary><c>IFLA_QDISC</c>: the kind of the root queueing discipline; only read.</summary>
    public string? Qdisc { get; init; }

    /// <summary><c>IFLA_GROUP</c>.</summary>
    public uint? Group { get; init; }

    /// <summary><c>IFLA_IFALIAS</c>; empty in a request: none.</summary>
    public string? Alias { get; init; }

    /// <summary><c>IFLA_INET6_ADDR_GEN_MODE</c>; <c>null</c> when the link has no IPv6.</summary>
    public AddressGeneration? AddressGeneration { get; init; }

    /// <summary><c>IFLA_NUM_TX_QUEUES</c> and <c>IFLA_NUM_RX_QUEUES</c>; only written.</summary>
    public uint? Queues { get; init; }

    /// <summary><c>IFLA_NET_NS_FD</c>: the namespace in which the link is made; only written.</summary>
    public int? NamespaceDescriptor { get; init; }

    /// <summary><c>IFLA_INFO_KIND</c>; <c>null</c> for hardware and <c>lo</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The peer that is made together with a veth (<c>VETH_INFO_PEER</c>); only written.</summary>
    public LinkMessage? Peer { get; init; }

    /// <summary><c>IFLA_INFO_DATA</c> of <see cref="Kind"/>; in a request the two go together.</summary>
    public LinkOptions? Options { get; init; }

    /// <summary>Options of a bridge's port.</summary>
    public BridgePortOptions? Port { get; init; }

    /// <summary>Appends a message.</summary>
    public void Write(MessageWriter writer, RouteMessageType type, MessageFlags flags = MessageFlags.None)
    {
        using Scope<LinkAttribute> message = writer.Begin<LinkAttribute>((ushort)type, flags);
        WriteTo(message);
    }

    /// <summary>Appends a request for all links without their statistics.</summary>
    public static void WriteDump(MessageWriter writer)
    {
        const uint SkipStatistics = 1 << 3;
        using Scope<LinkAttribute> message = writer.Begin<LinkAttribute>((ushort)RouteMessageType.GetLink, MessageFlags.None);
        message.Struct(new LinkHeader(Family, 0, 0, 0, LinkFlags.None, LinkFlags.None));
        message.Put(LinkAttribute.ExtendedMask, SkipStatistics);
    }

    /// <summary>Reads an <c>RTM_NEWLINK</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static LinkMessage Read(MessageView message)
    {
        AttributeReader<LinkAttribute> attributes = message.Read<LinkHeader, LinkAttribute>(out LinkHeader header);
        return new(header, attributes);
    }

    /// <summary>Writes header and attributes, of the link itself or of a veth's peer.</summary>
    internal void WriteTo(Scope<LinkAttribute> link)
    {
        link.Struct(new LinkHeader(Family, 0, 0, Index, Flags, Change));
        if (Name is not null)
            link.PutString(LinkAttribute.Name, Name);
        if (Address is not null)
            link.PutAddress(LinkAttribute.Address, Address);
        Put(link, LinkAttribute.Mtu, Mtu);
        Put(link, LinkAttribute.Link, Link);
        Put(link, LinkAttribute.Master, Master);
        Put(link, LinkAttribute.Group, Group);
        Put(link, LinkAttribute.NamespaceDescriptor, NamespaceDescriptor);
        Put(link, LinkAttribute.TransmitQueues, Queues);
        Put(link, LinkAttribute.ReceiveQueues, Queues);
        if (Alias is not null)
            WriteAlias(link, Alias);
        if (AddressGeneration is not null)
            WriteGeneration(link, AddressGeneration.Value);
        LinkKindData.Write(link, this);
    }

    private static void Put<TValue>(Scope<LinkAttribute> link, LinkAttribute type, TValue? value)
        where TValue : unmanaged
    {
        if (value is not null)
            link.Put(type, value.Value);
    }

    // Of no bytes at all, not even the NUL that ends a string: the kernel takes the alias away (dev_set_alias of net/core/dev.c).
    private static void WriteAlias(Scope<LinkAttribute> link, string alias)
    {
        if (alias.Length == 0)
            link.PutFlag(LinkAttribute.Alias);
        else
            link.PutString(LinkAttribute.Alias, alias);
    }

    private static void WriteGeneration(Scope<LinkAttribute> link, AddressGeneration mode)
    {
        using Scope<LinkFamilyAttribute> families = link.Nest<LinkFamilyAttribute>(LinkAttribute.AddressFamilies);
        using Scope<LinkIPv6Attribute> ipv6 = families.Nest<LinkIPv6Attribute>(LinkFamilyAttribute.IPv6);
        ipv6.Put(LinkIPv6Attribute.AddressGeneration, mode);
    }

    private static AddressGeneration? ReadGeneration(AttributeView<LinkAttribute> families)
    {
        foreach (AttributeView<LinkFamilyAttribute> family in families.Nested<LinkFamilyAttribute>())
        {
            if (family.Type != LinkFamilyAttribute.IPv6)
                continue;
            foreach (AttributeView<LinkIPv6Attribute> attribute in family.Nested<LinkIPv6Attribute>())
            {
                if (attribute.Type == LinkIPv6Attribute.AddressGeneration)
                    return attribute.As<AddressGeneration>();
            }
        }

        return null;
    }
}
