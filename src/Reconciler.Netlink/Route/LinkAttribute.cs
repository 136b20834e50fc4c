namespace Reconciler.Netlink.Route;

/// <summary><c>IFLA_*</c> of linux/if_link.h.</summary>
public enum LinkAttribute : ushort
{
    /// <summary><c>IFLA_ADDRESS</c>: link-layer address.</summary>
    Address = 1,

    /// <summary><c>IFLA_IFNAME</c>: text.</summary>
    Name = 3,

    /// <summary><c>IFLA_MTU</c>: u32, bytes.</summary>
    Mtu = 4,

    /// <summary><c>IFLA_LINK</c>: s32, the index of the device below, or of a veth's peer.</summary>
    Link = 5,

    /// <summary><c>IFLA_QDISC</c>: text, the kind of the root queueing discipline.</summary>
    Qdisc = 6,

    /// <summary><c>IFLA_MASTER</c>: u32, index.</summary>
    Master = 10,

    /// <summary><c>IFLA_LINKINFO</c>: nested, <see cref="LinkInfoAttribute"/>.</summary>
    LinkInfo = 18,

    /// <summary><c>IFLA_IFALIAS</c>: text.</summary>
    Alias = 20,

    /// <summary><c>IFLA_AF_SPEC</c>: nested, by family.</summary>
    AddressFamilies = 26,

    /// <summary><c>IFLA_GROUP</c>: u32.</summary>
    Group = 27,

    /// <summary><c>IFLA_NET_NS_FD</c>: u32, a file descriptor of the sender.</summary>
    NamespaceDescriptor = 28,

    /// <summary><c>IFLA_EXT_MASK</c>: u32, <c>RTEXT_FILTER_*</c>.</summary>
    ExtendedMask = 29,

    /// <summary><c>IFLA_NUM_TX_QUEUES</c>: u32.</summary>
    TransmitQueues = 31,

    /// <summary><c>IFLA_NUM_RX_QUEUES</c>: u32.</summary>
    ReceiveQueues = 32,

    /// <summary><c>IFLA_LINK_NETNSID</c>: s32, the namespace that <see cref="Link"/> is in.</summary>
    LinkNamespaceId = 37,
}

/// <summary><c>IFLA_INFO_*</c> of linux/if_link.h.</summary>
public enum LinkInfoAttribute : ushort
{
    /// <summary><c>IFLA_INFO_KIND</c>: text.</summary>
    Kind = 1,

    /// <summary><c>IFLA_INFO_DATA</c>: nested, by kind.</summary>
    Data = 2,

    /// <summary><c>IFLA_INFO_SLAVE_KIND</c>: text, the kind of the master.</summary>
    PortKind = 4,

    /// <summary><c>IFLA_INFO_SLAVE_DATA</c>: nested, by kind of the master.</summary>
    PortData = 5,
}

/// <summary><c>VETH_INFO_*</c> of linux/veth.h.</summary>
public enum VethAttribute : ushort
{
    /// <summary><c>VETH_INFO_PEER</c>: <c>struct ifinfomsg</c> and <see cref="LinkAttribute"/>.</summary>
    Peer = 1,
}

/// <summary><c>IFLA_BR_*</c> of linux/if_link.h: options of a bridge.</summary>
public enum BridgeAttribute : ushort
{
    /// <summary><c>IFLA_BR_FORWARD_DELAY</c>: u32, hundredths of a second.</summary>
    ForwardDelay = 1,

    /// <summary><c>IFLA_BR_AGEING_TIME</c>: u32, hundredths of a second.</summary>
    AgeingTime = 4,

    /// <summary><c>IFLA_BR_STP_STATE</c>: u32.</summary>
    SpanningTree = 5,

    /// <summary><c>IFLA_BR_MCAST_SNOOPING</c>: u8.</summary>
    MulticastSnooping = 23,
}

/// <summary><c>IFLA_BRPORT_*</c> of linux/if_link.h: options of a bridge's port.</summary>
public enum BridgePortAttribute : ushort
{
    /// <summary><c>IFLA_BRPORT_MODE</c>: u8, 1 = hairpin.</summary>
    Hairpin = 4,

    /// <summary><c>IFLA_BRPORT_LEARNING</c>: u8.</summary>
    Learning = 8,

    /// <summary><c>IFLA_BRPORT_UNICAST_FLOOD</c>: u8.</summary>
    UnicastFlood = 9,

    /// <summary><c>IFLA_BRPORT_NEIGH_SUPPRESS</c>: u8.</summary>
    NeighbourSuppression = 32,

    /// <summary><c>IFLA_BRPORT_ISOLATED</c>: u8.</summary>
    Isolated = 33,
}

/// <summary>The families in <see cref="LinkAttribute.AddressFamilies"/>.</summary>
public enum LinkFamilyAttribute : ushort
{
    /// <summary><c>AF_INET</c>: nested.</summary>
    IPv4 = 2,

    /// <summary><c>AF_INET6</c>: nested, <see cref="LinkIPv6Attribute"/>.</summary>
    IPv6 = 10,
}

/// <summary><c>IFLA_INET6_*</c> of linux/if_link.h.</summary>
public enum LinkIPv6Attribute : ushort
{
    /// <summary><c>IFLA_INET6_ADDR_GEN_MODE</c>: u8, <see cref="AddressGeneration"/>.</summary>
    AddressGeneration = 8,
}
