using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Planning;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Applying;

/// <summary>The kernel refused a step; the cause is in its own words.</summary>
[SuppressMessage("Design", "CA1032", Justification = "There is no refusal without a step and a cause.")]
internal class StepRefusedException(Step step, NetlinkException cause) : Exception(cause.Message, cause)
{
    public Step Step { get; } = step;

    public NetlinkException Cause { get; } = cause;

    /// <summary>
    /// Whether the refusal can come from what others did after the host was read: what a step needs is gone, or what it makes is there,
    /// or (<c>ERESTART</c>) the ruleset has another generation.
    /// </summary>
    public virtual bool SaysThatTheHostMoved =>
        Cause.Errno is Errno.ERESTART or Errno.ENOENT or Errno.ENODEV or Errno.ENXIO or Errno.ESRCH or Errno.EEXIST or Errno.EADDRNOTAVAIL or Errno.ENETDOWN;
}
