using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Applying;

/// <summary>
/// Removes links. Each removal of its own waits tens of milliseconds for the kernel's RCU; several are given a group of their own
/// first, and go with one request.
/// </summary>
internal static class LinkRemoval
{
    public static void Run(Step[] steps, OpenNamespace where, OwnershipMark mark)
    {
        if (steps.Length == 0)
            return;
        Submission submission = new(where);
        if (steps.Length == 1)
        {
            submission.Add(steps[0], () => new LinkMessage { Name = NameOf(steps[0]) }.Write(submission.Requests, RouteMessageType.DeleteLink));
        }
        else
        {
            foreach (Step step in steps)
                submission.Add(step, () => new LinkMessage { Name = NameOf(step), Group = mark.DoomedGroup }.Write(submission.Requests, RouteMessageType.NewLink));
            submission.Add(steps[^1], () => new LinkMessage { Group = mark.DoomedGroup }.Write(submission.Requests, RouteMessageType.DeleteLink));
        }
        submission.Send();
    }

    private static string NameOf(Step step) => ((Link)step.Change.Subject).Name;
}
