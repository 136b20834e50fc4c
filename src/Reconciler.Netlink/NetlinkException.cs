using System.Runtime.InteropServices;

namespace Reconciler.Netlink;

/// <summary>The kernel refused a request; the message is in the kernel's own words.</summary>
public sealed class NetlinkException : Exception
{
    /// <summary>What the kernel answered.</summary>
    /// <param name="errno">The error number, positive.</param>
    /// <param name="request">Which of the requests sent together, from 0.</param>
    /// <param name="kernelMessage"><c>NLMSGERR_ATTR_MSG</c>.</param>
    /// <param name="attributePath">The attribute at <c>NLMSGERR_ATTR_OFFS</c>, such as <c>LinkInfo/Data/StpState</c>.</param>
    public NetlinkException(Errno errno, int request = 0, string? kernelMessage = null, string? attributePath = null)
        : base(TextOf(errno, kernelMessage, attributePath))
    {
        Errno = errno;
        Request = request;
        KernelMessage = kernelMessage;
        AttributePath = attributePath;
    }

    /// <summary>Creates the exception with a text of its own.</summary>
    public NetlinkException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a text of its own and its cause.</summary>
    public NetlinkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a text.</summary>
    public NetlinkException()
    {
    }

    /// <summary>The error number.</summary>
    public Errno Errno { get; }

    /// <summary>Which of the requests sent together was refused, from 0.</summary>
    public int Request { get; }

    /// <summary>The extended acknowledgement's text; <c>null</c> when the kernel gave none.</summary>
    public string? KernelMessage { get; }

    /// <summary>The path of the attribute at fault; <c>null</c> when the kernel named none.</summary>
    public string? AttributePath { get; }

    private static string TextOf(Errno errno, string? kernelMessage, string? attributePath)
    {
        string reason = kernelMessage ?? Marshal.GetPInvokeErrorMessage((int)errno);
        return attributePath is null ? $"{reason} ({errno})" : $"{reason} ({errno}, in {attributePath})";
    }
}
