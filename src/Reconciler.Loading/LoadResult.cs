using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading;

/// <summary>What files came to.</summary>
/// <param name="Documents">Those without an error of their own; they may contradict each other, which the diagnostics then say.</param>
/// <param name="Diagnostics">All faults, sorted by place.</param>
/// <param name="Sources">The text of each file by its name, to show the lines at fault.</param>
public sealed record LoadResult(DocumentSet Documents, ValueList<Diagnostic> Diagnostics, IReadOnlyDictionary<string, string> Sources)
{
    /// <summary>Every document of which at least the beginning was found, with or without faults, in the order of the files.</summary>
    public ValueList<FoundDocument> Found { get; init; } = [];
}

/// <summary>That a document stands somewhere.</summary>
/// <param name="Id">Which one; <c>null</c>: its kind or its name cannot be read.</param>
/// <param name="At">Where it begins.</param>
public readonly record struct FoundDocument(DocumentId? Id, SourceLocation At);
