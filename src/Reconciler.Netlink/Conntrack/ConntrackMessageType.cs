namespace Reconciler.Netlink.Conntrack;

/// <summary>
/// <c>IPCTNL_MSG_CT_*</c> of linux/netfilter/nfnetlink_conntrack.h, with <c>NFNL_SUBSYS_CTNETLINK</c> in the upper byte.
/// </summary>
public enum ConntrackMessageType : ushort
{
    /// <summary><c>IPCTNL_MSG_CT_NEW</c>: an entry, in answer to a request.</summary>
    NewEntry = 0x100,

    /// <summary><c>IPCTNL_MSG_CT_GET</c></summary>
    GetEntries = 0x101,

    /// <summary><c>IPCTNL_MSG_CT_DELETE</c>. Without a tuple it deletes everything.</summary>
    DeleteEntry = 0x102,
}
