using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Diffing;

/// <summary>Compares wish and kernel: one change for each thing that differs, none for the rest.</summary>
public static class Differ
{
    /// <summary>The changes that lead from the kernel's state to the wished one, and the conflicts that forbid it.</summary>
    /// <param name="desired">Each identity once.</param>
    /// <param name="disposable">Shared resources that are removed, too, when nothing wants them: what an apply made that is undone.</param>
    public static (ValueList<Change> Changes, ValueList<Diagnostic> Conflicts) Diff(
        ValueList<Desired> desired, Snapshot observed, IReadOnlySet<ResourceId>? disposable = null)
    {
        List<Diagnostic> conflicts = [];
        Dictionary<ResourceId, Desired> wanted = desired.ToDictionary(d => d.Resource.Id);
        Dictionary<ResourceId, Change> changes = [];
        foreach (Desired wish in desired)
        {
            if (Conflicts.Of(wish, observed) is Diagnostic conflict)
                conflicts.Add(conflict);
            else if (Compare(wish, observed) is Change change)
                changes.Add(change.Id, change);
        }
        foreach (Observed found in observed.Resources)
        {
            if (!wanted.ContainsKey(found.Resource.Id) && IsOurs(found, disposable))
                changes.Add(found.Resource.Id, new Change.Delete(found.Resource));
        }
        new Cascade(wanted, observed, changes).Spread();
        return (changes.Values.OrderBy(c => c.Id).ToValueList(), conflicts.ToValueList());
    }

    /// <summary>The same where only some things can differ, since everything else is known to be as wished.</summary>
    /// <param name="wanted">All that is desired.</param>
    /// <param name="touched">What can differ.</param>
    public static (ValueList<Change> Changes, ValueList<Diagnostic> Conflicts) Diff(
        IReadOnlyDictionary<ResourceId, Desired> wanted, Snapshot observed, IReadOnlySet<ResourceId> touched)
    {
        List<Diagnostic> conflicts = [];
        Dictionary<ResourceId, Change> changes = [];
        foreach (ResourceId id in touched)
        {
            if (wanted.TryGetValue(id, out Desired? wish))
            {
                if (Conflicts.Of(wish, observed) is Diagnostic conflict)
                    conflicts.Add(conflict);
                else if (Compare(wish, observed) is Change change)
                    changes.Add(id, change);
            }
            else if (observed.TryFind(id, out Observed? found) && IsOurs(found, null))
                changes.Add(id, new Change.Delete(found.Resource));
        }
        new Cascade(wanted, observed, changes).Spread();
        return (changes.Values.OrderBy(c => c.Id).ToValueList(), conflicts.ToValueList());
    }

    private static Change? Compare(Desired wish, Snapshot observed)
    {
        Resource desired = wish.Resource;
        if (!observed.TryFind(desired.Id, out Observed? found))
            return new Change.Create(desired, wish.Origin);
        ValueList<FieldChange> fields = desired.Kind.Compare(found.Resource, desired);
        if (fields.Count == 0)
            return null;
        return fields.Any(f => f.Mutability == Mutability.ByReplacing)
            ? new Change.Replace(found.Resource, desired, fields, Vanishes: false, wish.Origin)
            : new Change.Update(found.Resource, desired, fields, wish.Origin);
    }

    private static bool IsOurs(Observed found, IReadOnlySet<ResourceId>? disposable) => found.Ownership switch
    {
        Ownership.Owned => true,
        Ownership.Shared => disposable?.Contains(found.Resource.Id) == true,
        _ => false,
    };
}
