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
}
