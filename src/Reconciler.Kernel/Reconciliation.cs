using Reconciler.Core.Documents;
using Reconciler.Core.Planning;

namespace Reconciler.Kernel;

/// <summary>
/// Makes the kernel agree with documents. Every run reads all that it needs, decides, applies, and reads again; what fails is
/// undone.
/// </summary>
public sealed class Reconciliation(HostKernel kernel, DocumentSet documents)
{
    /// <summary>Reads the kernel and plans. What forbids it, missing privileges too, is among the plan's diagnostics.</summary>
    public PlannedRun Plan() => throw new NotImplementedException($"{kernel} {documents}");

    /// <summary>Carries a plan out, and verifies it. A cancelled run is undone.</summary>
    /// <param name="progress">Is told each step that took effect, an undo's as well.</param>
    public Outcome Apply(PlannedRun run, IProgress<Step>? progress, CancellationToken cancellation) =>
        throw new NotImplementedException($"{run} {progress} {cancellation}");
}
