namespace Reconciler.Netlink;

/// <summary><c>NETLINK_*</c> of linux/netlink.h: what a socket talks about.</summary>
public enum NetlinkProtocol
{
    /// <summary><c>NETLINK_ROUTE</c>: links, addresses, routes, neighbours.</summary>
    Route = 0,

    /// <summary><c>NETLINK_SOCK_DIAG</c>: sockets.</summary>
    SocketDiagnostics = 4,

    /// <summary><c>NETLINK_XFRM</c>: IPsec's states and policies.</summary>
    Xfrm = 6,

    /// <summary><c>NETLINK_NETFILTER</c>: nf_tables, connection tracking.</summary>
    Netfilter = 12,
}
