using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading;

/// <summary>What files came to.</summary>
/// <param name="Documents">Those without an error of their own; they may contradict each other, which the diagnostics then say.</param>
/// <param name="Diagnostics">All faults, sorted by place.</param>
/// <param name="Sources">The text of each file by its name, to show the lines at fault.</param>
public sealed record LoadResult(DocumentSet Documents, ValueList<Diagnostic> Diagnostics, IReadOnlyDictionary<string, string> Sources);
