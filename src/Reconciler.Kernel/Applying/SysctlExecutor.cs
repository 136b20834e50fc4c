using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Applying;

/// <summary>Writes settings, one after the other. A setting that goes with its link needs nothing done.</summary>
internal sealed class SysctlExecutor : StepExecutor
{
    public override void Run(IReadOnlyList<Step> steps, HostKernel kernel, ValueList<RulesetGeneration> generations)
    {
        foreach (Step step in steps.Where(s => s.Verb != Verb.Delete))
        {
            try
            {
                SysctlCodec.Write(kernel.Find(step.Namespace) ?? throw new NetlinkException(Errno.ENOENT), (Sysctl)step.Subject);
            }
            catch (NetlinkException e)
            {
                throw new StepRefusedException(step, e);
            }
        }
    }
}
