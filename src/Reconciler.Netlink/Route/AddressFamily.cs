namespace Reconciler.Netlink.Route;

/// <summary><c>AF_*</c> of linux/socket.h, one byte wide as rtnetlink's headers have it.</summary>
public enum AddressFamily : byte
{
    /// <summary><c>AF_UNSPEC</c></summary>
    Unspecified = 0,

    /// <summary><c>AF_INET</c></summary>
    IPv4 = 2,

    /// <summary><c>AF_BRIDGE</c></summary>
    Bridge = 7,

    /// <summary><c>AF_INET6</c></summary>
    IPv6 = 10,
}
