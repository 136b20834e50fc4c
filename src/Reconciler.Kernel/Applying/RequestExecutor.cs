using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Applying;

/// <summary>Sends the rtnetlink requests of many steps together.</summary>
internal sealed class RequestExecutor : StepExecutor
{
    public override void Run(IReadOnlyList<Step> steps, HostKernel kernel, ValueList<RulesetGeneration> generations)
    {
        OpenNamespace where = kernel.Find(steps[0].Namespace)
            ?? throw new StepRefusedException(steps[0], new NetlinkException(Errno.ENOENT, 0, $"there is no network namespace {steps[0].Namespace}"));
        Dictionary<string, int> indexes = [];
        Submission submission = new(where.Route);
        Submission afterwards = new(where.Route);
        RequestContext context = new(submission.Requests, afterwards.Requests,
            name => IndexOf(name, indexes, where, submission), id => id == where.Id ? null : DescriptorOf(id, kernel, submission));
        foreach (Step step in steps.Where(s => !RemovesLink(s)))
            submission.Add(step, () => afterwards.Add(step, () => RequestCodecs.Of(step.Subject.Kind).Write(step, context)));
        submission.Send();
        afterwards.Send();
        LinkRemoval.Run([.. steps.Where(RemovesLink)], where, kernel.Mark);
    }

    private static bool RemovesLink(Step step) => step is { Verb: Verb.Delete, Change.Subject: Link };

    private static int DescriptorOf(NamespaceId id, HostKernel kernel, Submission submission) => kernel.Find(id)?.Network.Descriptor
        ?? throw new StepRefusedException(submission.Current!, new NetlinkException(Errno.ENOENT, 0, $"there is no network namespace {id}"));

    // Asked for once each: a thousand ports name one bridge.
    private static int IndexOf(string link, Dictionary<string, int> known, OpenNamespace where, Submission submission)
    {
        try
        {
            return known.TryGetValue(link, out int index) ? index : known[link] = where.Route.IndexOf(link);
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(submission.Current!, e);
        }
    }
}
