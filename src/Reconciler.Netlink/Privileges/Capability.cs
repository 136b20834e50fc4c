namespace Reconciler.Netlink.Privileges;

/// <summary>Capabilities that programs of this kind have a use for (<c>CAP_*</c> of linux/capability.h), each at the bit that the kernel gives it.</summary>
[Flags]
public enum Capability : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>CAP_DAC_OVERRIDE</c>: files of other users, to read and to write.</summary>
    DacOverride = 1ul << 1,

    /// <summary><c>CAP_DAC_READ_SEARCH</c>: files and folders of other users, to read.</summary>
    DacReadSearch = 1ul << 2,

    /// <summary><c>CAP_NET_BIND_SERVICE</c>: sockets on ports below 1024.</summary>
    NetBindService = 1ul << 10,

    /// <summary><c>CAP_NET_BROADCAST</c>: hearing of other namespaces (<c>NETLINK_LISTEN_ALL_NSID</c>).</summary>
    NetBroadcast = 1ul << 11,

    /// <summary><c>CAP_NET_ADMIN</c>: everything that is configured by netlink.</summary>
    NetAdmin = 1ul << 12,

    /// <summary><c>CAP_NET_RAW</c>: sockets for frames and for ICMP.</summary>
    NetRaw = 1ul << 13,

    /// <summary><c>CAP_SYS_PTRACE</c>: the namespaces and descriptors of other users' processes.</summary>
    SysPtrace = 1ul << 19,

    /// <summary><c>CAP_SYS_ADMIN</c>: entering and making namespaces, mounting.</summary>
    SysAdmin = 1ul << 21,
}
