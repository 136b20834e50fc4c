namespace Reconciler.Netlink;

/// <summary>Options of a netlink socket: <c>NETLINK_*</c> of linux/netlink.h, level <c>SOL_NETLINK</c>.</summary>
internal enum NetlinkOption
{
    /// <summary><c>NETLINK_LISTEN_ALL_NSID</c>: hear of other namespaces that have a number here; needs <c>CAP_NET_BROADCAST</c> there.</summary>
    ListenToAllNamespaces = 8,

    /// <summary><c>NETLINK_CAP_ACK</c>: do not repeat the request in its acknowledgement.</summary>
    CappedAcknowledgement = 10,

    /// <summary><c>NETLINK_EXT_ACK</c>: say in words what was wrong.</summary>
    ExtendedAcknowledgement = 11,

    /// <summary><c>NETLINK_GET_STRICT_CHK</c>: refuse unknown filters of dumps instead of ignoring them.</summary>
    StrictChecking = 12,
}
