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
    public static void Run(IEnumerable<Step> steps, OpenNamespace where, OwnershipMark mark)
    {
        List<Step> remaining = [.. steps];
        while (remaining.Count > 0)
        {
            try
            {
                Remove(remaining, where, mark);
                return;
            }
            catch (StepRefusedException e) when (e.Cause.Errno == Errno.ENODEV)
            {
                // It is gone: the kernel removes the links of a namespace that vanishes a moment later, when it has time.
                remaining.Remove(e.Step);
            }
        }
    }

    private static void Remove(List<Step> steps, OpenNamespace where, OwnershipMark mark)
    {
        Submission submission = new(where.Route);
        if (steps is [Step only])
        {
            submission.Add(only, () => new LinkMessage { Name = NameOf(only) }.Write(submission.Requests, RouteMessageType.DeleteLink));
        }
        else
        {
            foreach (Step step in steps)
                submission.Add(step, () => new LinkMessage { Name = NameOf(step), Group = mark.DoomedGroup }.Write(submission.Requests, RouteMessageType.NewLink));
            submission.Add(steps[^1], () => new LinkMessage { Group = mark.DoomedGroup }.Write(submission.Requests, RouteMessageType.DeleteLink));
        }
        submission.Send();
    }

    private static string NameOf(Step step) => ((Link)step.Subject).Name;
}
