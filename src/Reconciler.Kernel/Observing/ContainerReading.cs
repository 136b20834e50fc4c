using Reconciler.Kernel.Resources.Nft;

namespace Reconciler.Kernel.Observing;

/// <summary>What was read of a container's namespace.</summary>
/// <param name="Ruleset">The owner's, where there is one.</param>
internal sealed record ContainerReading(NamespaceReading Links, ObservedRuleset? Ruleset);
