using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Applying;

/// <summary>
/// Removes links. Each removal of its own waits tens of milliseconds for the kernel's RCU; several are given a group of their own
/// first, and go with one request.
/// </summary>
internal static class LinkRemoval
{
    public static void Run(IReadOnlyCollection<Step> steps, OpenNamespace where, OwnershipMark mark)
    {
        for (bool isDone = steps.Count == 0; !isDone;)
        {
            try
            {
                Remove(Find(steps, where, mark), where, mark);
                isDone = true;
            }
            catch (StepRefusedException e) when (e.Cause.Errno == Errno.ENODEV)
            {
                // It is gone: the kernel removes the links of a namespace that vanishes a moment later, when it has time.
            }
        }
    }

    // By their indexes, which nobody else's link will have: since the host was read, a name may have become that of another one.
    private static List<(Step Step, int Index)> Find(IReadOnlyCollection<Step> steps, OpenNamespace where, OwnershipMark mark)
    {
        Dictionary<string, Step> doomed = steps.ToDictionary(s => ((Link)s.Subject).Name);
        return [.. where.Route.Dump(LinkMessage.WriteDump, LinkMessage.Read).Where(l => mark.IsOn(l.Group, l.Alias) && doomed.ContainsKey(l.Name!)).Select(l => (doomed[l.Name!], l.Index))];
    }

    private static void Remove(List<(Step Step, int Index)> links, OpenNamespace where, OwnershipMark mark)
    {
        Submission submission = new(where.Route);
        if (links is [(Step only, int index)])
        {
            submission.Add(only, () => new LinkMessage { Index = index }.Write(submission.Requests, RouteMessageType.DeleteLink));
        }
        else if (links.Count > 0)
        {
            foreach ((Step step, int each) in links)
                submission.Add(step, () => new LinkMessage { Index = each, Group = mark.DoomedGroup }.Write(submission.Requests, RouteMessageType.NewLink));
            submission.Add(links[^1].Step, () => new LinkMessage { Group = mark.DoomedGroup }.Write(submission.Requests, RouteMessageType.DeleteLink));
        }
        submission.Send();
    }
}
