using Reconciler.Core.Documents;

namespace Reconciler.Cli.Commands;

/// <summary>A document without what it says: which one, and where it begins.</summary>
internal sealed record DocumentEntry(DocumentId Id, SourceLocation At)
{
    /// <summary>The documents that people write, kind by kind, each in the order of the files.</summary>
    public static IReadOnlyList<DocumentEntry> Of(DocumentSet documents) => [.. OfHosts(documents), .. documents.Reachabilities.Select(Entry)];

    /// <summary>Those of them that a host can be in sync with.</summary>
    public static IReadOnlyList<DocumentEntry> OfHosts(DocumentSet documents) =>
        [.. documents.Nodes.Select(Entry), .. documents.Networks.Select(Entry), .. documents.Attachments.Select(Entry), .. documents.Policies.Select(Entry)];

    private static DocumentEntry Entry<TSpec>(Document<TSpec> document) => new(document.Id, document.At("metadata.name"));
}
