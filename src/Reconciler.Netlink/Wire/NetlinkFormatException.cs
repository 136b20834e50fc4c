namespace Reconciler.Netlink.Wire;

/// <summary>Received bytes are not what the protocol says; the message names the attribute or header.</summary>
public sealed class NetlinkFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NetlinkFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public NetlinkFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a text.</summary>
    public NetlinkFormatException()
    {
    }
}
