namespace Reconciler.Netlink.Xfrm;

/// <summary><c>XFRM_MSG_*</c> of linux/xfrm.h.</summary>
public enum XfrmMessageType : ushort
{
    /// <summary><c>XFRM_MSG_NEWSA</c></summary>
    NewState = 0x10,

    /// <summary><c>XFRM_MSG_DELSA</c></summary>
    DeleteState = 0x11,

    /// <summary><c>XFRM_MSG_GETSA</c></summary>
    GetState = 0x12,

    /// <summary><c>XFRM_MSG_NEWPOLICY</c></summary>
    NewPolicy = 0x13,

    /// <summary><c>XFRM_MSG_DELPOLICY</c></summary>
    DeletePolicy = 0x14,

    /// <summary><c>XFRM_MSG_GETPOLICY</c></summary>
    GetPolicy = 0x15,

    /// <summary><c>XFRM_MSG_UPDPOLICY</c>: replaces a policy at once, or makes it.</summary>
    UpdatePolicy = 0x19,

    /// <summary><c>XFRM_MSG_UPDSA</c></summary>
    UpdateState = 0x1a,

    /// <summary><c>XFRM_MSG_FLUSHSA</c>: all states went.</summary>
    FlushStates = 0x1c,

    /// <summary><c>XFRM_MSG_FLUSHPOLICY</c>: all policies went.</summary>
    FlushPolicies = 0x1d,
}

/// <summary><c>XFRMA_*</c> of linux/xfrm.h.</summary>
public enum XfrmAttribute : ushort
{
    /// <summary><c>XFRMA_TMPL</c>: an array of <c>struct xfrm_user_tmpl</c>.</summary>
    Templates = 5,

    /// <summary><c>XFRMA_SA</c>: <c>struct xfrm_usersa_info</c> of a state that went.</summary>
    State = 6,

    /// <summary><c>XFRMA_REPLAY_VAL</c>: <c>struct xfrm_replay_state</c>.</summary>
    Replay = 10,

    /// <summary><c>XFRMA_ALG_AEAD</c>: <c>struct xfrm_algo_aead</c> and the key.</summary>
    Aead = 18,

    /// <summary><c>XFRMA_MARK</c>: a policy or state for certain packets only.</summary>
    Mark = 21,

    /// <summary><c>XFRMA_IF_ID</c>: a policy or state of an xfrm interface.</summary>
    InterfaceId = 31,
}

/// <summary><c>XFRM_MODE_*</c> of linux/xfrm.h: what is protected.</summary>
public enum XfrmMode : byte
{
    /// <summary><c>XFRM_MODE_TRANSPORT</c>: what the IP packet carries.</summary>
    Transport = 0,

    /// <summary><c>XFRM_MODE_TUNNEL</c>: the IP packet as a whole.</summary>
    Tunnel = 1,
}

/// <summary><c>XFRM_POLICY_*</c> of linux/xfrm.h: which packets a policy decides about.</summary>
public enum XfrmDirection : byte
{
    /// <summary><c>XFRM_POLICY_IN</c></summary>
    In = 0,

    /// <summary><c>XFRM_POLICY_OUT</c></summary>
    Out = 1,

    /// <summary><c>XFRM_POLICY_FWD</c></summary>
    Forward = 2,
}
