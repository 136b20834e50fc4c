using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Applying;

/// <summary>
/// Removes links. Each removal of its own waits tens of milliseconds for the kernel's RCU; several go with one request for their group, and
/// where others of the group stay, are given one of their own first.
/// </summary>
internal static class LinkRemoval
{
    public static void Run(IReadOnlyCollection<Step> steps, OpenNamespace where, OwnershipMark mark)
    {
        for (bool isDone = steps.Count == 0; !isDone;)
        {
            try
            {
                Remove(steps, where, mark);
                isDone = true;
            }
            catch (StepRefusedException e) when (e.Cause.Errno == Errno.ENODEV)
            {
                // It is gone: the kernel removes the links of a namespace that vanishes a moment later, when it has time.
            }
        }
    }

    private static void Remove(IReadOnlyCollection<Step> steps, OpenNamespace where, OwnershipMark mark)
    {
        Dictionary<string, Step> doomed = steps.ToDictionary(s => ((Link)s.Subject).Name);
        IReadOnlyList<LinkMessage> all = where.Route.Dump(LinkMessage.WriteDump, LinkMessage.Read);
        LinkMessage[] going = [.. all.Where(l => mark.IsOn(l.Group, l.Alias) && doomed.ContainsKey(l.Name!))];
        Submission submission = new(where.Route);
        if (going is [LinkMessage only])
            submission.Add(doomed[only.Name!], () => new LinkMessage { Index = only.Index }.Write(submission.Requests, RouteMessageType.DeleteLink));
        else if (going.Length > 0)
            Remove(going, IsWhole(going, all, mark.Group) ? mark.Group : mark.DoomedGroup, submission, doomed);
        submission.Send();
    }

    // By their indexes, which nobody else's link will have: since the host was read, a name may have become that of another one.
    private static void Remove(LinkMessage[] going, uint group, Submission submission, Dictionary<string, Step> doomed)
    {
        foreach (LinkMessage link in going.Where(l => l.Group != group))
            submission.Add(doomed[link.Name!], () => new LinkMessage { Index = link.Index, Group = group }.Write(submission.Requests, RouteMessageType.NewLink));
        submission.Add(doomed[going[^1].Name!], () => new LinkMessage { Group = group }.Write(submission.Requests, RouteMessageType.DeleteLink));
    }

    // The group's number is made of the owner's name, and may be that of others. One that is seen is kept out; one that came after this would
    // have to be that one name in 16 million, in this millisecond.
    private static bool IsWhole(LinkMessage[] going, IReadOnlyList<LinkMessage> all, uint group) =>
        Array.TrueForAll(going, l => l.Group == group) && all.Count(l => l.Group == group) == going.Length;
}
