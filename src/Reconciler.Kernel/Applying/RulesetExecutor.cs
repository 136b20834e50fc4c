using Reconciler.Core.Planning;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Applying;

/// <summary>Sends all changes of nf_tables as one transaction, which takes effect as a whole or not at all.</summary>
internal sealed class RulesetExecutor : StepExecutor
{
    public override void Run(IReadOnlyList<Step> steps, HostKernel kernel, uint generation)
    {
        MessageWriter messages = new();
        RulesetWriter transaction = new(messages, generation);
        foreach (Step step in steps)
            transaction.Append(step);
        transaction.End();
        try
        {
            kernel.Host.Netfilter.Transact(messages);
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(transaction.StepOf(e.Request) ?? steps[0], e);
        }
    }
}
