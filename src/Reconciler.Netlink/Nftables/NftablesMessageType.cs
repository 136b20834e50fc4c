namespace Reconciler.Netlink.Nftables;

/// <summary>
/// <c>NFT_MSG_*</c> of linux/netfilter/nf_tables.h with their subsystem (<c>NFNL_SUBSYS_NFTABLES</c>), and the two messages around
/// a batch of linux/netfilter/nfnetlink.h.
/// </summary>
public enum NftablesMessageType : ushort
{
    /// <summary><c>NFNL_MSG_BATCH_BEGIN</c></summary>
    BatchBegin = 0x10,

    /// <summary><c>NFNL_MSG_BATCH_END</c></summary>
    BatchEnd = 0x11,

    /// <summary><c>NFT_MSG_NEWTABLE</c></summary>
    NewTable = 0xa00,

    /// <summary><c>NFT_MSG_GETTABLE</c></summary>
    GetTable = 0xa01,

    /// <summary><c>NFT_MSG_DELTABLE</c></summary>
    DeleteTable = 0xa02,

    /// <summary><c>NFT_MSG_NEWCHAIN</c></summary>
    NewChain = 0xa03,

    /// <summary><c>NFT_MSG_GETCHAIN</c></summary>
    GetChain = 0xa04,

    /// <summary><c>NFT_MSG_DELCHAIN</c></summary>
    DeleteChain = 0xa05,

    /// <summary><c>NFT_MSG_NEWRULE</c></summary>
    NewRule = 0xa06,

    /// <summary><c>NFT_MSG_GETRULE</c></summary>
    GetRule = 0xa07,

    /// <summary><c>NFT_MSG_DELRULE</c></summary>
    DeleteRule = 0xa08,

    /// <summary><c>NFT_MSG_NEWSET</c></summary>
    NewSet = 0xa09,

    /// <summary><c>NFT_MSG_GETSET</c></summary>
    GetSet = 0xa0a,

    /// <summary><c>NFT_MSG_DELSET</c></summary>
    DeleteSet = 0xa0b,

    /// <summary><c>NFT_MSG_NEWSETELEM</c></summary>
    NewElements = 0xa0c,

    /// <summary><c>NFT_MSG_GETSETELEM</c></summary>
    GetElements = 0xa0d,

    /// <summary><c>NFT_MSG_DELSETELEM</c></summary>
    DeleteElements = 0xa0e,

    /// <summary><c>NFT_MSG_NEWGEN</c></summary>
    NewGeneration = 0xa0f,

    /// <summary><c>NFT_MSG_GETGEN</c></summary>
    GetGeneration = 0xa10,

    /// <summary><c>NFT_MSG_NEWOBJ</c></summary>
    NewObject = 0xa12,

    /// <summary><c>NFT_MSG_GETOBJ</c></summary>
    GetObject = 0xa13,

    /// <summary><c>NFT_MSG_TRACE</c></summary>
    Trace = 0xa11,
}
