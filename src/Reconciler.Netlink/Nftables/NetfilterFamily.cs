namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFPROTO_*</c> of linux/netfilter.h: the families that a table can be of.</summary>
public enum NetfilterFamily : byte
{
    /// <summary><c>NFPROTO_UNSPEC</c>: in a request, all families.</summary>
    Unspecified = 0,

    /// <summary><c>NFPROTO_INET</c>: IPv4 and IPv6.</summary>
    Inet = 1,

    /// <summary><c>NFPROTO_IPV4</c></summary>
    IPv4 = 2,

    /// <summary><c>NFPROTO_ARP</c></summary>
    Arp = 3,

    /// <summary><c>NFPROTO_NETDEV</c></summary>
    Netdev = 5,

    /// <summary><c>NFPROTO_BRIDGE</c></summary>
    Bridge = 7,

    /// <summary><c>NFPROTO_IPV6</c></summary>
    IPv6 = 10,
}

/// <summary>Families as nft commands name them.</summary>
public static class NetfilterFamilyWords
{
    /// <summary>As in <c>ip</c> and <c>inet</c>.</summary>
    public static string Word(this NetfilterFamily family) => family switch
    {
        NetfilterFamily.IPv4 => "ip",
        NetfilterFamily.IPv6 => "ip6",
        _ => family.ToString().ToLowerInvariant(),
    };
}
