using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Kernel;

/// <summary>How an apply ended.</summary>
public enum OutcomeKind
{
    /// <summary>The kernel was already as wished; nothing was sent.</summary>
    Unchanged,

    /// <summary>All steps took effect, and the kernel agrees.</summary>
    Applied,

    /// <summary>The plan has errors; nothing was sent.</summary>
    Refused,

    /// <summary>A step failed or the run was interrupted, and all is again as it was before.</summary>
    Undone,

    /// <summary>A step failed or the run was interrupted, and not all could be brought back.</summary>
    NotUndone,
}

/// <summary>What an apply came to.</summary>
/// <param name="Plan">The plan that was carried out; another one than was shown when others changed the host in between.</param>
/// <param name="Diagnostics">Why it did not succeed, with the line of the step that failed; the plan's own are not repeated.</param>
/// <param name="Remaining">After <see cref="OutcomeKind.NotUndone"/>: what still differs from how it was.</param>
public sealed record Outcome(
    OutcomeKind Kind, Plan Plan, ValueList<Diagnostic> Diagnostics, ValueList<PlannedChange> Remaining);
