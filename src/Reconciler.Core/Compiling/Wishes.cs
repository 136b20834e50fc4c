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

    private readonly Dictionary<ResourceId, Desired> byId = new(attachments * UsualWishes);
    private readonly List<PendingContainer> pending = [];
    private readonly List<Diagnostic> diagnostics = [];

    /// <summary>Wants a resource. Several documents may want the same (a sysctl); to want it differently is a fault.</summary>
    public void Want(Resource resource, Origin origin)
    {
        Desired wish = new(resource, origin);
        if (!byId.TryAdd(resource.Id, wish) && byId[resource.Id].Resource != resource)
            diagnostics.Add(PlanDiagnostics.WantedTwice(wish, byId[resource.Id]));
    }

    public void Wait(PendingContainer container) => pending.Add(container);

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    public Compilation ToCompilation()
    {
        Desired[] all = [.. byId.Values];
        Array.Sort(all, (left, right) => left.Resource.Id.CompareTo(right.Resource.Id));
        return new(new Wanted(new(all), byId), pending.ToValueList(), diagnostics.ToValueList());
    }
}
