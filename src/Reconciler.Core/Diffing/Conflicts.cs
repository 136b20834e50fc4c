using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Diffing;

/// <summary>Wishes that somebody else's object stands in the way of; what is not ours is never touched.</summary>
internal static class Conflicts
{
    /// <summary>The conflict of one wish; <c>null</c> when there is none.</summary>
    /// <param name="there">What has its identity.</param>
    public static Diagnostic? Of(Desired wish, Observed? there, Snapshot observed)
    {
        if (there?.Ownership == Ownership.Foreign)
            return PlanDiagnostics.ForeignObject(wish, there);
        // What others come with is no object that somebody could have, but the fact that one is there.
        if (wish.Resource is not Link link)
            return null;
        foreach (ResourceId end in link.AlsoProvides)
        {
            if (observed.TryFind(end, out Observed? other) && other.Ownership == Ownership.Foreign)
                return PlanDiagnostics.ForeignObject(wish, other);
        }
        return null;
    }
}
