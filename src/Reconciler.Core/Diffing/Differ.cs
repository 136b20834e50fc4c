using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Diffing;

/// <summary>Compares wish and kernel: one change for each thing that differs, none for the rest.</summary>
public static class Differ
{
    /// <summary>The changes that lead from the kernel's state to the wished one, and the conflicts that forbid it.</summary>
    /// <param name="disposable">Shared resources that are removed, too, when nothing wants them: what an apply made that is undone.</param>
    public static (ValueList<Change> Changes, ValueList<Diagnostic> Conflicts) Diff(
        Wanted wanted, Snapshot observed, IReadOnlySet<ResourceId>? disposable = null)
    {
        List<Diagnostic> conflicts = [];
        List<Change> changes = [];
        int met = 0;
        foreach (Desired wish in wanted.All)
        {
            if (observed.TryFind(wish.Resource.Id, out Observed? found) && IsOurs(found, disposable))
                met++;
            if (Conflicts.Of(wish, found, observed) is Diagnostic conflict)
                conflicts.Add(conflict);
            else if (Compare(wish, found) is Change change)
                changes.Add(change);
        }
        Observed[] ours = [.. observed.Resources.Where(o => IsOurs(o, disposable))];
        // Where as many were met, none is left over, and none has to be looked for.
        if (ours.Length > met)
            changes.AddRange(ours.Where(o => !wanted.ById.ContainsKey(o.Resource.Id)).Select(o => new Change.Delete(o.Resource)));
        return (InOrder(Cascade.Of(changes, wanted, observed)), conflicts.ToValueList());
    }

    /// <summary>The same where only some things can differ, since everything else is known to be as wished.</summary>
    /// <param name="wanted">All that is desired.</param>
    /// <param name="touched">What can differ.</param>
    public static (ValueList<Change> Changes, ValueList<Diagnostic> Conflicts) DiffPart(
        Wanted wanted, Snapshot observed, IReadOnlySet<ResourceId> touched)
    {
        List<Diagnostic> conflicts = [];
        List<Change> changes = [];
        foreach (ResourceId id in touched)
        {
            observed.TryFind(id, out Observed? found);
            if (wanted.ById.TryGetValue(id, out Desired? wish))
            {
                if (Conflicts.Of(wish, found, observed) is Diagnostic conflict)
                    conflicts.Add(conflict);
                else if (Compare(wish, found) is Change change)
                    changes.Add(change);
            }
            else if (found is not null && IsOurs(found, null))
                changes.Add(new Change.Delete(found.Resource));
        }
        return (InOrder(Cascade.Of(changes, wanted, observed)), conflicts.ToValueList());
    }

    private static Change? Compare(Desired wish, Observed? found)
    {
        Resource desired = wish.Resource;
        if (found is null)
            return new Change.Create(desired, wish.Origin);
        ValueList<FieldChange> fields = desired.Kind.Compare(found.Resource, desired);
        if (fields.Count == 0)
            return null;
        return fields.Any(f => f.Mutability == Mutability.ByReplacing)
            ? new Change.Replace(found.Resource, desired, fields, Vanishes: false, wish.Origin)
            : new Change.Update(found.Resource, desired, fields, wish.Origin);
    }

    // By identity. What was compiled comes in order, and where nothing goes it remains so.
    private static ValueList<Change> InOrder(IReadOnlyCollection<Change> changes)
    {
        Change[] all = [.. changes];
        if (!AreInOrder(all))
            Array.Sort(all, (left, right) => left.Id.CompareTo(right.Id));
        return new(all);
    }

    private static bool AreInOrder(Change[] changes)
    {
        for (int i = 1; i < changes.Length; i++)
        {
            if (changes[i].Id < changes[i - 1].Id)
                return false;
        }
        return true;
    }

    private static bool IsOurs(Observed found, IReadOnlySet<ResourceId>? disposable) => found.Ownership switch
    {
        Ownership.Owned => true,
        Ownership.Shared => disposable?.Contains(found.Resource.Id) == true,
        _ => false,
    };
}
