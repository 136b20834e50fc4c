using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Diffing;

/// <summary>Wishes that somebody else's object stands in the way of; what is not ours is never touched.</summary>
internal static class Conflicts
{
    /// <summary>The conflict of one wish; <c>null</c> when there is none.</summary>
    public static Diagnostic? Of(Desired wish, Snapshot observed)
    {
        foreach (ResourceId id in wish.Resource.Provides)
        {
            if (observed.TryFind(id, out Observed? found) && found.Ownership == Ownership.Foreign)
                return PlanDiagnostics.ForeignObject(wish, found);
        }
        return null;
    }
}
