using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Diffing;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Turns what is wished and what is there into the plan between them.</summary>
public static class Planner
{
    /// <summary>The plan that makes the kernel agree with compiled documents.</summary>
    public static Plan Plan(Compilation compilation, Snapshot observed) => Plan(compilation, observed, PlanChoices.Default);

    /// <inheritdoc cref="Plan(Compilation, Snapshot)"/>
    /// <param name="choices">Without pruning, what is replaced still goes for a moment. Nothing is pruned either while a container may run of which that is not known.</param>
    public static Plan Plan(Compilation compilation, Snapshot observed, PlanChoices choices)
    {
        (ValueList<Change> changes, ValueList<Diagnostic> conflicts) = Differ.Diff(compilation.Wanted, observed);
        Plan plan = choices.Prunes && !compilation.IsUncertain ? Order(changes, compilation.Resources, observed) : WithoutPruning(changes, compilation.Resources, observed);
        return plan with
        {
            Pending = compilation.Pending,
            Diagnostics = [.. compilation.Diagnostics, .. conflicts, .. Adoption.Faults(choices.Adopts, compilation.Resources, changes), .. Renames.Of(changes, compilation.Resources, observed)],
        };
    }

    /// <summary>The plan that puts right what differs of a part of a host where everything was as wished.</summary>
    /// <param name="wanted">All that is wished, as it was then.</param>
    /// <param name="touched">What can differ.</param>
    public static Plan Repair(Wanted wanted, Snapshot observed, IReadOnlySet<ResourceId> touched)
    {
        (ValueList<Change> changes, ValueList<Diagnostic> conflicts) = Differ.DiffPart(wanted, observed, touched);
        Plan plan = InSteps(changes, wanted.All, observed);
        // Who gets in is said by elements; the same links and addresses as before lead nobody elsewhere.
        ValueList<Change> said = [.. changes.Where(c => c.Subject is NftElement or NftSet or NftTable)];
        return WithRepairedPorts(plan, said, wanted, observed) with { Diagnostics = conflicts };
    }

    /// <summary>The plan from a host where everything was as it was wished to what is wished now.</summary>
    /// <param name="touched">What can differ from the earlier wishes.</param>
    public static Plan Onward(Wanted earlier, Compilation compilation, Snapshot observed, IReadOnlySet<ResourceId> touched)
    {
        Wanted now = compilation.Wanted;
        HashSet<ResourceId> concerned = [.. touched, .. Wanted.Differences(earlier, now)];
        (ValueList<Change> changes, ValueList<Diagnostic> conflicts) = Differ.DiffPart(now, observed, concerned);
        return Order(changes, now.All, observed) with
        {
            Pending = compilation.Pending,
            Diagnostics = [.. compilation.Diagnostics, .. conflicts, .. Renames.Of(changes, now.All, observed)],
        };
    }

    /// <summary>
    /// The plan that leads back to how it was: undo is nothing but the way from the present state to the earlier one, whatever came
    /// between.
    /// </summary>
    /// <param name="original">The state to lead back to.</param>
    /// <param name="present">The state as it is now.</param>
    public static Plan Restore(Snapshot original, Snapshot present)
    {
        ValueList<Desired> before = original.Resources
            .Where(o => o.Ownership != Ownership.Foreign)
            .Select(o => new Desired(o.Resource.AsWish, null))
            .OrderBy(d => d.Resource.Id)
            .ToValueList();
        HashSet<ResourceId> sharedNow = [.. present.Resources.Where(o => o.Ownership == Ownership.Shared && !CameWithForeign(o.Resource, original, present)).Select(o => o.Resource.Id)];
        (ValueList<Change> changes, ValueList<Diagnostic> conflicts) = Differ.Diff(new Wanted(before), present, sharedNow);
        return Order(changes, before, present) with { Diagnostics = conflicts };
    }

    // Such as a setting of a link that somebody else has made meanwhile.
    private static bool CameWithForeign(Resource shared, Snapshot original, Snapshot present) =>
        shared.VanishesWith.Any(id => present.TryFind(id, out Observed? bearer) && bearer.Ownership == Ownership.Foreign && !original.TryFind(id, out _));

    // What stays is wished for as it is, by nobody: so it keeps its ports open, and what is on something that is replaced is made again.
    private static Plan WithoutPruning(ValueList<Change> whole, ValueList<Desired> desired, Snapshot observed)
    {
        HashSet<ResourceId> wanted = [.. desired.SelectMany(d => d.Resource.Provides)];
        ValueList<Desired> staying = observed.Resources
            .Where(o => o.Ownership == Ownership.Owned && !o.Resource.Provides.Any(wanted.Contains))
            .Select(o => new Desired(o.Resource, null))
            .ToValueList();
        ValueList<Desired> all = [.. desired, .. staying];
        (ValueList<Change> changes, _) = Differ.Diff(new Wanted(all), observed);
        return Order(changes, all, observed) with { Left = whole.Count(c => c is Change.Delete) - changes.Count(c => c is Change.Delete) };
    }

    private static Plan Order(ValueList<Change> changes, ValueList<Desired> desired, Snapshot observed) =>
        WithPorts(InSteps(changes, desired, observed), changes, desired, observed);

    private static Plan InSteps(ValueList<Change> changes, ValueList<Desired> desired, Snapshot observed)
    {
        (Step[] steps, Change[] inOrder) = StepOrder.Of(changes);
        Disruption disruption = new(desired, observed);
        return new(inOrder.Select(disruption.Of).ToValueList(), new(steps), [], [], observed.Generations);
    }

    private static Plan WithPorts(Plan plan, ValueList<Change> changes, ValueList<Desired> desired, Snapshot observed) => changes.Count == 0
        ? plan
        : WithPorts(plan, changes, [.. observed.Resources.Where(o => o.Ownership == Ownership.Owned).Select(o => new Desired(o.Resource, null))], desired, Own(desired, observed));

    // Everything else is as wished, and what is wished can be found by what is about the same ports.
    private static Plan WithRepairedPorts(Plan plan, ValueList<Change> changes, Wanted wanted, Snapshot observed)
    {
        if (Concern.Of(changes).IsEverything)
            return WithPorts(plan, changes, wanted.All, observed);
        ValueList<Desired> near = changes.Count == 0 ? [] : wanted.Entrances.Near(changes);
        return WithPorts(plan, changes, [.. EntranceWishes.Before(near, changes)], near, Own(wanted.All, observed));
    }

    private static Plan WithPorts(Plan plan, ValueList<Change> changes, ValueList<Desired> before, ValueList<Desired> after, IEnumerable<Address> own)
    {
        Concern concern = Concern.Of(changes, before.Select(d => d.Resource), after.Select(d => d.Resource));
        if (concern.IsEmpty)
            return plan;
        Entrances was = new(before, concern), will = new(after, concern);
        return plan with
        {
            Exposure = Exposure.Between(was.LeftOpen(), will.LeftOpen()),
            StaleFlows = StaleFlows.Between(was, will, own.Select(a => a.Prefix.Address)),
        };
    }

    // The host's addresses.
    private static IEnumerable<Address> Own(ValueList<Desired> desired, Snapshot observed) =>
        observed.Of<Address>(NamespaceId.Host).Concat(desired.Select(d => d.Resource).OfType<Address>().Where(a => a.Namespace.IsHost));
}
