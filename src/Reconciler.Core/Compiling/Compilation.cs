using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>What documents come to on one host.</summary>
/// <param name="Wanted">All that is wanted, sorted by identity.</param>
/// <param name="Pending">Containers that are not there yet; nothing of theirs is among the resources.</param>
/// <param name="Diagnostics">Why this host cannot have the documents as they are.</param>
public sealed record Compilation(Wanted Wanted, ValueList<PendingContainer> Pending, ValueList<Diagnostic> Diagnostics)
{
    /// <summary>All that is wanted, each identity once, sorted by identity.</summary>
    public ValueList<Desired> Resources => Wanted.All;

    /// <summary>Whether a container may run although nothing is wanted for it: then nobody knows what else is no longer wanted.</summary>
    public bool IsUncertain => Pending.Any(p => p.IsUncertain);
}
