using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Applying;

/// <summary>Sends the requests about IPsec of many steps together.</summary>
internal sealed class XfrmExecutor : StepExecutor
{
    public override void Run(IReadOnlyList<Step> steps, HostKernel kernel, ValueList<RulesetGeneration> generations)
    {
        Submission submission = new(Connect(steps[0], kernel));
        foreach (Step step in steps)
        {
            submission.Add(step, () =>
            {
                if (step.Subject is XfrmState)
                    XfrmStateCodec.Write(step, submission.Requests);
                else
                    XfrmPolicyCodec.Write(step, submission.Requests);
            });
        }
        submission.Send();
    }

    private static NetlinkConnection Connect(Step step, HostKernel kernel)
    {
        try
        {
            return kernel.Host.Xfrm;
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(step, e);
        }
    }
}
