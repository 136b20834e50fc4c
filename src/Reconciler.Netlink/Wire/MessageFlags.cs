using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Netlink.Wire;

/// <summary>
/// <c>NLM_F_*</c> of linux/netlink.h. From 0x100 on, a bit's meaning depends on what the message does: create (NEW), read (GET),
/// delete (DEL), or acknowledge.
/// </summary>
[Flags]
[SuppressMessage("Design", "CA1069", Justification = "The kernel gives one bit several meanings.")]
public enum MessageFlags : ushort
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>NLM_F_REQUEST</c>; set by the writer.</summary>
    Request = 0x01,

    /// <summary><c>NLM_F_MULTI</c>: one part of several, the last of which is <see cref="ControlMessageType.Done"/>.</summary>
    Multipart = 0x02,

    /// <summary><c>NLM_F_ACK</c>: answer success too; set by the connection.</summary>
    Acknowledge = 0x04,

    /// <summary><c>NLM_F_ECHO</c>: answer with the notification that the request causes.</summary>
    Echo = 0x08,

    /// <summary><c>NLM_F_DUMP_INTR</c>: the objects changed while they were dumped.</summary>
    DumpInterrupted = 0x10,

    /// <summary><c>NLM_F_DUMP_FILTERED</c>: the kernel applied the request's filter.</summary>
    DumpFiltered = 0x20,

    /// <summary><c>NLM_F_REPLACE</c> of a NEW message.</summary>
    Replace = 0x100,

    /// <summary><c>NLM_F_EXCL</c> of a NEW message: fail when the object exists.</summary>
    Exclusive = 0x200,

    /// <summary><c>NLM_F_CREATE</c> of a NEW message: without it only an existing object is changed.</summary>
    Create = 0x400,

    /// <summary><c>NLM_F_APPEND</c> of a NEW message.</summary>
    Append = 0x800,

    /// <summary><c>NLM_F_DUMP</c> (<c>NLM_F_ROOT | NLM_F_MATCH</c>) of a GET message: all objects.</summary>
    Dump = 0x300,

    /// <summary><c>NLM_F_NONREC</c> of a DEL message: do not delete what is inside.</summary>
    NonRecursive = 0x100,

    /// <summary><c>NLM_F_BULK</c> of a DEL message: delete all that match.</summary>
    Bulk = 0x200,

    /// <summary><c>NLM_F_CAPPED</c> of an acknowledgement: the request is not repeated in it.</summary>
    Capped = 0x100,

    /// <summary><c>NLM_F_ACK_TLVS</c> of an acknowledgement: extended attributes follow.</summary>
    AcknowledgeAttributes = 0x200,
}
