using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>Collects what the documents want while they are compiled.</summary>
internal sealed class Wishes
{
    private readonly Dictionary<ResourceId, Desired> byId = [];
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

    public Compilation ToCompilation() =>
        new(byId.Values.OrderBy(d => d.Resource.Id).ToValueList(), pending.ToValueList(), diagnostics.ToValueList());
}
