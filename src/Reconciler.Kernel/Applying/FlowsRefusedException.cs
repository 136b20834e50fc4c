using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Planning;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Applying;

/// <summary>The kernel did not delete connections that a step made stale.</summary>
[SuppressMessage("Design", "CA1032", Justification = "There is no refusal without a step and a cause.")]
internal sealed class FlowsRefusedException(Step step, NetlinkException cause) : StepRefusedException(step, cause)
{
    public override bool SaysThatTheHostMoved => false;
}
