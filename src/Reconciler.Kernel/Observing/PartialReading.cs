using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Observing;

/// <summary>A state of which a part has been read again.</summary>
/// <param name="Now">The whole.</param>
/// <param name="Part">What was in that part, and what is.</param>
/// <param name="ChangesForeign">Whether it may decide what documents come to: others have something else than before.</param>
internal sealed record PartialReading(Snapshot Now, IReadOnlySet<ResourceId> Part, bool ChangesForeign);
