using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What whoever plans decides, besides what the documents say.</summary>
/// <param name="Prunes">Whether what is owned and no longer wanted goes.</param>
/// <param name="Adopts">The names of links of the host that become the owner's although they are nobody's.</param>
public sealed record PlanChoices(bool Prunes, ValueList<string> Adopts)
{
    /// <summary>What is no longer wanted goes, and nothing is taken over.</summary>
    public static PlanChoices Default { get; } = new(Prunes: true, []);
}
