using Reconciler.Core.Documents;

namespace Reconciler.Loading.Definitions;

/// <summary>That a document exists, even if nothing else could be read of it.</summary>
/// <param name="Kind"><c>null</c> when unknown.</param>
/// <param name="Name"><c>null</c> when unknown.</param>
internal record DocumentIdentity(string? Kind, string? Name, SourceMap Source)
{
    /// <summary>The same document where its places are others.</summary>
    public virtual DocumentIdentity At(SourceMap source) => this with { Source = source };
}

/// <summary>A document as far as it could be read.</summary>
/// <param name="IsWhole">Whether all of it could be read; otherwise what it leaves unsaid may be there, and unreadable.</param>
/// <param name="IsSound">Whether it has no fault of its own.</param>
internal sealed record LoadedDocument<TSpec>(Document<TSpec> Document, bool IsWhole, bool IsSound)
    : DocumentIdentity(Document.Id.Kind, Document.Name, Document.Source)
    where TSpec : notnull
{
    public override DocumentIdentity At(SourceMap source) => this with { Source = source, Document = Document with { Source = source } };
}
