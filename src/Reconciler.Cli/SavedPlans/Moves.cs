using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.SavedPlans;

/// <summary>What moved between a plan that was saved and the same plan made again. Each finding makes those after it meaningless.</summary>
internal static class Moves
{
    /// <summary>The faults that forbid to apply it; none when it is the same plan.</summary>
    /// <param name="isPlanned">Whether the documents and the host could be read this time.</param>
    public static IEnumerable<Diagnostic> Between(PlanBasis saved, PlanBasis now, bool isPlanned)
    {
        Diagnostic[] found = [.. OfProgramAndHost(saved, now)];
        if (found.Length == 0)
            found = [.. OfFiles(saved.Files, now.Files)];
        if (found.Length == 0 && isPlanned)
            found = [.. OfKernel(saved, now)];
        if (found.Length == 0 && isPlanned && !saved.Changes.SequenceEqual(now.Changes))
            found = [SavedPlanDiagnostics.PlanDiffers(Differing(saved.Changes, now.Changes))];
        return found;
    }

    private static IEnumerable<Diagnostic> OfProgramAndHost(PlanBasis saved, PlanBasis now)
    {
        if (saved.Version != now.Version || saved.Commit != now.Commit)
            yield return SavedPlanDiagnostics.OtherVersion(Version(saved), Version(now));
        else if (saved.Boot != now.Boot)
            yield return SavedPlanDiagnostics.OtherHost();
        if (saved.Node != now.Node)
            yield return SavedPlanDiagnostics.OtherPlace("node", saved.Node, now.Node);
        if (saved.Owner != now.Owner)
            yield return SavedPlanDiagnostics.OtherPlace("owner", saved.Owner, now.Owner);
        if (saved.Netns != now.Netns)
            yield return SavedPlanDiagnostics.OtherPlace("network namespace", saved.Netns ?? "host", now.Netns ?? "host");
    }

    private static IEnumerable<Diagnostic> OfFiles(IReadOnlyList<NamedHash> saved, IReadOnlyList<NamedHash> now)
    {
        string[] names = [.. saved.Select(f => f.Name)];
        string[] namesNow = [.. now.Select(f => f.Name)];
        string[] removed = [.. names.Except(namesNow)];
        string[] added = [.. namesNow.Except(names)];
        string[] changed = [.. Differing(saved, now).Except(removed).Except(added)];
        if (changed.Length > 0)
            yield return SavedPlanDiagnostics.FilesMoved(changed, "changed");
        if (added.Length > 0)
            yield return SavedPlanDiagnostics.FilesMoved(added, "added");
        if (removed.Length > 0)
            yield return SavedPlanDiagnostics.FilesMoved(removed, "removed");
    }

    private static IEnumerable<Diagnostic> OfKernel(PlanBasis saved, PlanBasis now)
    {
        string[] resources = Differing(saved.State, now.State);
        if (resources.Length > 0)
            yield return SavedPlanDiagnostics.StateMoved(resources);
        // A namespace that came or went shows in the plan.
        string[] rulesets = [.. saved.Rulesets.Where(s => now.Rulesets.Any(n => n.Namespace == s.Namespace && n != s)).Select(s => s.Namespace)];
        if (rulesets.Length > 0)
            yield return SavedPlanDiagnostics.RulesetMoved(string.Join(", ", rulesets));
    }

    // Of what is the same in another order, all.
    private static string[] Differing(IReadOnlyList<NamedHash> saved, IReadOnlyList<NamedHash> now)
    {
        string[] differing = [.. saved.Except(now).Concat(now.Except(saved)).Select(h => h.Name).Distinct()];
        return differing.Length > 0 || saved.SequenceEqual(now) ? differing : [.. now.Select(h => h.Name)];
    }

    private static string Version(PlanBasis basis) => basis.Commit is string commit ? $"{basis.Version} ({commit[..Math.Min(12, commit.Length)]})" : basis.Version;
}
