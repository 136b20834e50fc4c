using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Observing;

namespace Reconciler.Kernel;

/// <summary>A plan with what it was computed from.</summary>
/// <param name="Before">The kernel's state, to which an undo leads back.</param>
/// <param name="Scope">What was looked at.</param>
public sealed record PlannedRun(Plan Plan, Snapshot Before, ObservationScope Scope)
{
    /// <summary>Whether only a part was compared, since everything else was known to be as wished.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether the plan changes so much that everything is read to verify it.</summary>
    public bool IsMuch
    {
        get
        {
            Touched touched = new();
            return !touched.TryAdd(Plan) || touched.IsMuch;
        }
    }

    /// <summary>What the documents come to; nothing when the kernel could not be read.</summary>
    public Wanted Wanted { get; init; } = Wanted.Nothing;
}
