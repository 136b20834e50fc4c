using Reconciler.Core.Rehearsing;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A way to find out who decided about a question.</summary>
internal interface IInquiry
{
    /// <summary>Who decided; <c>null</c>: it cannot be found out in this way.</summary>
    /// <param name="result">What became of the question, which is not as expected.</param>
    /// <exception cref="Netlink.NetlinkException">The kernel does not tell.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The question cannot be asked once more.</exception>
    Decision? Of(ProbeResult result, CancellationToken cancellation);
}
