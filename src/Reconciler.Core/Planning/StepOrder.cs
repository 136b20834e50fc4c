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
        // Most have one, and links two.
        List<Step> steps = new(changes.Count + changes.Count / 2);
        List<int> owners = new(steps.Capacity);
        for (int i = 0; i < changes.Count; i++)
        {
            steps.AddRange(changes[i].Subject.Kind.Steps(changes[i]));
            while (owners.Count < steps.Count)
                owners.Add(i);
        }
        int[] order = Of(steps);
        return (Array.ConvertAll(order, position => steps[position]), Array.ConvertAll(FirstMet(order, owners, changes.Count), owner => changes[owner]));
    }

    private static int[] Of(List<Step> steps)
    {
        int[] places = Places(steps);
        ulong[] keys = new ulong[steps.Count];
        int[] positions = new int[steps.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            Step step = steps[i];
            Debug.Assert(places[i] < 1 << PlaceBits && step.Rank < 1 << RankBits && i < 1 << PositionBits, "each has its bits");
            keys[i] = (((ulong)step.Stage << PlaceBits | (uint)places[i]) << RankBits | (uint)step.Rank) << PositionBits | (uint)i;
            positions[i] = i;
        }
        Array.Sort(keys, positions);
        return positions;
    }

    // Where the namespace of each step stands among all; 0 where that is of no weight.
    private static int[] Places(List<Step> steps)
    {
        Dictionary<NamespaceId, int> numbers = [];
        int[] places = new int[steps.Count];
        for (int i = 0; i < places.Length; i++)
        {
            Step step = steps[i];
            if (step.IsOrderedByNamespace && !numbers.TryGetValue(step.Namespace, out places[i]))
                numbers.Add(step.Namespace, places[i] = numbers.Count + 1);
        }
        NamespaceId[] namespaces = [.. numbers.Keys];
        int[] order = IdentityOrder.Of(namespaces);
        int[] placeOf = new int[order.Length + 1];
        for (int place = 0; place < order.Length; place++)
            placeOf[order[place] + 1] = place;
        return Array.ConvertAll(places, number => placeOf[number]);
    }

    // Changes by their positions, those without a step behind all others.
    private static int[] FirstMet(int[] order, List<int> owners, int changes)
    {
        int[] inOrder = new int[changes];
        bool[] met = new bool[changes];
        int count = 0;
        foreach (int position in order)
        {
            int owner = owners[position];
            if (!met[owner])
                inOrder[count++] = owner;
            met[owner] = true;
        }
        for (int owner = 0; count < changes; owner++)
        {
            if (!met[owner])
                inOrder[count++] = owner;
        }
        return inOrder;
    }
}
