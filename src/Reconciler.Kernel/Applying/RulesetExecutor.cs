using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Applying;

/// <summary>Sends all changes of nf_tables in a namespace as one transaction, which takes effect as a whole or not at all.</summary>
internal sealed class RulesetExecutor : StepExecutor
{
    public override void Run(IReadOnlyList<Step> steps, HostKernel kernel, ValueList<RulesetGeneration> generations)
    {
        MessageWriter messages = new();
        RulesetWriter transaction = new(messages, GenerationOf(steps[0].Namespace, generations));
        foreach (Step step in steps)
            transaction.Append(step);
        transaction.End();
        try
        {
            OpenNamespace where = kernel.Find(steps[0].Namespace) ?? throw new NetlinkException(Errno.ENOENT, 0, $"there is no network namespace {steps[0].Namespace}");
            where.Netfilter.Transact(messages);
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(transaction.StepOf(e.Request) ?? steps[0], e);
        }
    }

    // In a namespace that the plan makes, or in which the owner has nothing yet, there is nothing that could have changed meanwhile.
    private static uint? GenerationOf(NamespaceId where, ValueList<RulesetGeneration> generations)
    {
        foreach (RulesetGeneration generation in generations)
        {
            if (generation.Namespace == where)
                return generation.Id;
        }
        return null;
    }
}
