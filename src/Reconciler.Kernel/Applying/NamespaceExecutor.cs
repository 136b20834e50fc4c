using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Applying;

/// <summary>Makes and removes named namespaces, one after the other.</summary>
internal sealed class NamespaceExecutor : StepExecutor
{
    public override void Run(IReadOnlyList<Step> steps, HostKernel kernel, ValueList<RulesetGeneration> generations)
    {
        foreach (Step step in steps)
        {
            try
            {
                NamespaceCodec.Apply(kernel, step);
            }
            catch (NetlinkException e)
            {
                throw new StepRefusedException(step, e);
            }
        }
    }
}
