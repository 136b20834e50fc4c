using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>Collects what the documents want while they are compiled.</summary>
/// <param name="attachments">How many there are to compile.</param>
internal sealed class Wishes(int attachments = 0)
{
    // Those of an attachment with an address and a published port.
    private const int UsualWishes = 8;

    // Beside each other, since the order is found by identities alone.
    private readonly List<ResourceId> ids = new(attachments * UsualWishes);
    private readonly List<Desired> wishes = new(attachments * UsualWishes);
    private readonly List<PendingContainer> pending = [];
    private readonly List<Diagnostic> diagnostics = [];

    /// <summary>Wants a resource. Several documents may want the same (a sysctl); to want it differently is a fault.</summary>
    public void Want(Resource resource, Origin origin)
    {
        ids.Add(resource.Id);
        wishes.Add(new(resource, origin));
    }

    public void Wait(PendingContainer container) => pending.Add(container);

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    public Compilation ToCompilation()
    {
        List<Desired> all = new(wishes.Count);
        List<(int Position, Desired First)> again = [];
        int[] order = IdentityOrder.Of(ids);
        for (int i = 0; i < order.Length; i++)
        {
            if (i > 0 && ids[order[i]] == ids[order[i - 1]])
                again.Add((order[i], all[^1]));
            else
                all.Add(wishes[order[i]]);
        }
        return new(new Wanted(all.ToValueList()), pending.ToValueList(), [.. diagnostics, .. Disagreements(again)]);
    }

    // As they were wished.
    private IEnumerable<Diagnostic> Disagreements(List<(int Position, Desired First)> again) =>
        again.Where(a => wishes[a.Position].Resource != a.First.Resource)
            .OrderBy(a => a.Position)
            .Select(a => PlanDiagnostics.WantedTwice(wishes[a.Position], a.First));
}
