using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Links that are nobody's and are taken over, by name: what forbids it. An object that would not stay is not adopted but destroyed.</summary>
internal static class Adoption
{
    public static IEnumerable<Diagnostic> Faults(ValueList<string> adopted, ValueList<Desired> desired, ValueList<Change> changes)
    {
        if (adopted.Count == 0)
            yield break;
        Link[] wanted = [.. desired.Select(d => d.Resource).OfType<Link>().Where(l => l.Namespace.IsHost)];
        foreach (string name in adopted)
        {
            if (!wanted.Any(l => l.Name == name))
                yield return PlanDiagnostics.NothingToAdopt(name, wanted.Select(l => l.Name));
        }
        foreach (Change.Replace replaced in changes.OfType<Change.Replace>())
        {
            if (replaced is { Observed: Link { Namespace.IsHost: true } link, Vanishes: false } && adopted.Contains(link.Name) && !IsMarked(link))
                yield return PlanDiagnostics.CannotAdopt(replaced);
        }
    }

    private static bool IsMarked(Link link) => OwnershipMark.OwnerOf(link.Alias) is not null;
}
