using Reconciler.Core.Resources;

namespace Reconciler.Core.Planning;

/// <summary>Carries out a plan on a value instead of on the kernel, and refuses what the kernel would refuse.</summary>
public static class Simulation
{
    /// <summary>The state after all steps.</summary>
    /// <exception cref="InvalidOperationException">A step uses what does not exist, or removes what is in use.</exception>
    public static Snapshot Run(Snapshot start, Plan plan)
    {
        Dictionary<ResourceId, Observed> state = start.Resources.ToDictionary(o => o.Resource.Id);
        HashSet<ResourceId> idle = [];
        HashSet<NamespaceId> namespaces = [.. start.Namespaces];
        foreach (Step step in plan.Steps)
            Take(step, state, idle, namespaces);
        return new(state.Values, namespaces, start.Generations, start.Aliases);
    }

    private static void Take(
        Step step, Dictionary<ResourceId, Observed> state, HashSet<ResourceId> idle, HashSet<NamespaceId> namespaces)
    {
        Resource subject = step.Subject;
        switch (step.Verb)
        {
            case Verb.Create:
                Require(step, subject.VanishesWith, state);
                if (!state.TryAdd(subject.Id, new(subject, subject is Sysctl or Loopback ? Ownership.Shared : Ownership.Owned)))
                    throw new InvalidOperationException($"{subject.Id} exists already");
                break;
            case Verb.Update or Verb.Activate:
                Require(step, [subject.Id, .. subject.DependsOn], state);
                state[subject.Id] = state[subject.Id] with { Resource = subject };
                idle.Remove(subject.Id);
                break;
            case Verb.Deactivate:
                idle.Add(subject.Id);
                break;
            case Verb.Delete:
                Remove(subject.Id, state, idle);
                break;
        }
        if (subject is NamedNamespace named)
            _ = step.Verb == Verb.Delete ? namespaces.Remove(NamespaceId.Named(named.Name)) : namespaces.Add(NamespaceId.Named(named.Name));
    }

    private static void Require(Step step, IEnumerable<ResourceId> needed, Dictionary<ResourceId, Observed> state)
    {
        foreach (ResourceId id in needed)
        {
            if (!state.ContainsKey(id) && !state.Values.Any(o => o.Resource.Provides.Contains(id)))
                throw new InvalidOperationException($"{step.Verb} of {step.Change.Id} needs {id}, which does not exist");
        }
    }

    // The kernel takes along what vanishes with it; whatever else refers to what is gone should have gone first.
    private static void Remove(ResourceId id, Dictionary<ResourceId, Observed> state, HashSet<ResourceId> idle)
    {
        HashSet<ResourceId> gone = [];
        Queue<ResourceId> going = new([id]);
        while (going.TryDequeue(out ResourceId next))
        {
            if (!state.Remove(next, out Observed? removed))
                throw new InvalidOperationException($"{next} does not exist");
            gone.UnionWith(removed.Resource.Provides);
            foreach (Observed other in state.Values.Where(o => o.Resource.VanishesWith.Any(removed.Resource.Provides.Contains)))
            {
                if (!going.Contains(other.Resource.Id))
                    going.Enqueue(other.Resource.Id);
            }
        }
        gone.ExceptWith(state.Values.SelectMany(o => o.Resource.Provides));
        foreach (Observed user in state.Values)
        {
            if (user.Ownership != Ownership.Foreign && !idle.Contains(user.Resource.Id) && user.Resource.DependsOn.Any(gone.Contains))
                throw new InvalidOperationException($"{id} is removed while {user.Resource.Id} uses it");
        }
    }
}
