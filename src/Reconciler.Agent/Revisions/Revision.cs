using Reconciler.Core.Documents;
using Reconciler.Loading;

namespace Reconciler.Agent.Revisions;

/// <summary>The documents of a source as they were at one moment.</summary>
/// <param name="Name">A commit, or the beginning of a hash of the files.</param>
public sealed record Revision(string Name, LoadResult Loaded)
{
    /// <summary>No documents yet.</summary>
    public static Revision None { get; } = new("none", new(DocumentSet.Empty, [], new Dictionary<string, string>()));
}
