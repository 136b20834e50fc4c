using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Applying;

/// <summary>Sends the rtnetlink requests of many steps together.</summary>
internal sealed class RequestExecutor : StepExecutor
{
    public override void Run(IReadOnlyList<Step> steps, HostKernel kernel, ValueList<RulesetGeneration> generations)
    {
        OpenNamespace where = kernel.Find(steps[0].Namespace)
            ?? throw new StepRefusedException(steps[0], new NetlinkException(Errno.ENOENT, 0, $"there is no network namespace {steps[0].Namespace}"));
        Dictionary<string, int> indexes = Indexes(steps, where);
        Submission submission = new(where.Route);
        Submission afterwards = new(where.Route);
        RequestContext context = new(submission.Requests, afterwards.Requests, name => indexes[name], id => id == where.Id ? null : DescriptorOf(id, kernel, submission));
        Step[] doomed = [.. steps.Where(s => s is { Verb: Verb.Delete, Change.Subject: Link })];
        foreach (Step step in steps.Except(doomed))
            submission.Add(step, () => afterwards.Add(step, () => RequestCodecs.Of(step.Subject.Kind)!.Write(step, context)));
        submission.Send();
        afterwards.Send();
        LinkRemoval.Run(doomed, where, kernel.Mark);
    }

    private static int DescriptorOf(NamespaceId id, HostKernel kernel, Submission submission) => kernel.Find(id)?.Network.Descriptor
        ?? throw new StepRefusedException(submission.Current!, new NetlinkException(Errno.ENOENT, 0, $"there is no network namespace {id}"));

    private static Dictionary<string, int> Indexes(IReadOnlyList<Step> steps, OpenNamespace where)
    {
        Dictionary<string, Step> needed = [];
        foreach (Step step in steps)
        {
            foreach (string link in RequestCodecs.Of(step.Subject.Kind)!.Links(step))
                needed.TryAdd(link, step);
        }
        MessageWriter requests = new();
        string[] names = [.. needed.Keys];
        foreach (string name in names)
            new LinkMessage { Name = name }.Write(requests, RouteMessageType.GetLink);
        try
        {
            return where.Route.Get(requests, LinkMessage.Read).Zip(names).ToDictionary(p => p.Second, p => p.First.Index);
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(needed[names[e.Request]], e);
        }
    }
}
