using System.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// The order of all steps of a plan at once. The changes come by identity, so that whatever else decides can be put into one number, and
/// no comparison has to look at one of a hundred thousand steps again.
/// </summary>
internal static class StepOrder
{
    private const int PositionBits = 28;
    private const int RankBits = 6;
    private const int PlaceBits = 26;

    /// <summary>The steps of changes as <see cref="Step.CompareTo"/> orders them, and each change where its first step is; behind all, those that have none.</summary>
    /// <param name="changes">Sorted by identity.</param>
    public static (Step[] Steps, Change[] Changes) Of(ValueList<Change> changes)
    {
        List<Step> steps = new(changes.Count);
        List<int> owners = new(changes.Count);
        for (int i = 0; i < changes.Count; i++)
        {
            steps.AddRange(changes[i].Subject.Kind.Steps(changes[i]));
            while (owners.Count < steps.Count)
                owners.Add(i);
        }
        int[] order = Of(steps);
        return ([.. order.Select(position => steps[position])], [.. FirstMet(order, owners, changes.Count).Select(owner => changes[owner])]);
    }

    private static int[] Of(List<Step> steps)
    {
        Dictionary<NamespaceId, int> places = Places(steps);
        ulong[] keys = new ulong[steps.Count];
        int[] positions = new int[steps.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            Step step = steps[i];
            int place = step.IsOrderedByNamespace ? places[step.Namespace] : 0;
            Debug.Assert(place < 1 << PlaceBits && step.Rank < 1 << RankBits && i < 1 << PositionBits, "each has its bits");
            keys[i] = (((ulong)step.Stage << PlaceBits | (uint)place) << RankBits | (uint)step.Rank) << PositionBits | (uint)i;
            positions[i] = i;
        }
        Array.Sort(keys, positions);
        return positions;
    }

    // Where each namespace stands among all.
    private static Dictionary<NamespaceId, int> Places(List<Step> steps)
    {
        HashSet<NamespaceId> met = [];
        foreach (Step step in steps)
        {
            if (step.IsOrderedByNamespace)
                met.Add(step.Namespace);
        }
        NamespaceId[] namespaces = [.. met];
        int[] order = IdentityOrder.Of(namespaces);
        Dictionary<NamespaceId, int> places = new(order.Length);
        for (int place = 0; place < order.Length; place++)
            places.Add(namespaces[order[place]], place);
        return places;
    }

    private static IEnumerable<int> FirstMet(int[] order, List<int> owners, int changes)
    {
        bool[] met = new bool[changes];
        foreach (int owner in order.Select(position => owners[position]).Concat(Enumerable.Range(0, changes)))
        {
            if (!met[owner])
                yield return owner;
            met[owner] = true;
        }
    }
}
