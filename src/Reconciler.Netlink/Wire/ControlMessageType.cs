namespace Reconciler.Netlink.Wire;

/// <summary><c>NLMSG_*</c> of linux/netlink.h: the message types that all protocols share.</summary>
public enum ControlMessageType : ushort
{
    /// <summary><c>NLMSG_NOOP</c></summary>
    NoOperation = 1,

    /// <summary><c>NLMSG_ERROR</c>: an error, or with code 0 an acknowledgement.</summary>
    Error = 2,

    /// <summary><c>NLMSG_DONE</c>: the end of a dump, with its result code.</summary>
    Done = 3,

    /// <summary><c>NLMSG_OVERRUN</c></summary>
    Overrun = 4,
}
