using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tracing;

/// <summary>Which way a message went.</summary>
public enum TraceDirection
{
    /// <summary>To the kernel.</summary>
    Sent,

    /// <summary>From the kernel.</summary>
    Received,
}

/// <summary>A message that passed through a connection; valid during the call only.</summary>
public readonly ref struct TracedMessage
{
    internal TracedMessage(TraceDirection direction, NetlinkProtocol protocol, string where, MessageView message)
    {
        Direction = direction;
        Protocol = protocol;
        Where = where;
        Message = message;
    }

    /// <summary>Which way it went.</summary>
    public TraceDirection Direction { get; }

    /// <summary>The connection's protocol.</summary>
    public NetlinkProtocol Protocol { get; }

    /// <summary>The connection's namespace, as it was opened.</summary>
    public string Where { get; }

    /// <summary>The message.</summary>
    public MessageView Message { get; }
}

/// <summary>Is shown every message of a connection, before it is sent and after it was received.</summary>
public delegate void NetlinkTrace(TracedMessage message);
