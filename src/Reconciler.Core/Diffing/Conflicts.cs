using System.Diagnostics.CodeAnalysis;
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
        if (IsForeign(wish.Resource.Id, observed, out Observed? found))
            return PlanDiagnostics.ForeignObject(wish, found);
        foreach (ResourceId id in wish.Resource.AlsoProvides)
        {
            if (IsForeign(id, observed, out found))
                return PlanDiagnostics.ForeignObject(wish, found);
        }
        return null;
    }

    private static bool IsForeign(ResourceId id, Snapshot observed, [NotNullWhen(true)] out Observed? found) =>
        observed.TryFind(id, out found) && found.Ownership == Ownership.Foreign;
}
