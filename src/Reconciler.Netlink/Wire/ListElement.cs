namespace Reconciler.Netlink.Wire;

/// <summary>The attributes of a list, such as nf_tables' <c>NFTA_LIST_ELEM</c>: all alike, so that only their values matter.</summary>
public enum ListElement : ushort
{
    /// <summary><c>NFTA_LIST_ELEM</c> of linux/netfilter/nf_tables.h</summary>
    Element = 1,
}
