using Reconciler.Core.Planning;

namespace Reconciler.Core.Resources;

/// <summary>The steps of a resource that is added and deleted in one request each, inside of a container or on the host.</summary>
internal static class PresenceSteps
{
    // What comes is most of a plan, and one step each.
    public static IEnumerable<Step> Of(Change change, Func<Verb, int> rank) =>
        change is Change.Create ? [At(change, Verb.Create, rank)] : Several(change, rank);

    private static IEnumerable<Step> Several(Change change, Func<Verb, int> rank)
    {
        if (change.Removes)
            yield return At(change, Verb.Delete, rank);
        if (change is Change.Update)
            yield return At(change, Verb.Update, rank);
        if (change.Makes)
            yield return At(change, Verb.Create, rank);
    }

    private static Step At(Change change, Verb verb, Func<Verb, int> rank)
    {
        NamespaceId where = change.Id.Namespace;
        Stage stage = verb == Verb.Delete ? Stage.Remove : where.IsHost ? Stage.Host : Stage.Containers;
        return new(change, verb, stage, rank(verb), where);
    }
}
