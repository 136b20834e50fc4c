using Reconciler.Core.Documents;

namespace Reconciler.Agent.Revisions;

/// <summary>What is to be known of a document of any kind to choose among its versions.</summary>
/// <param name="Said">All that it says; two versions that say the same are equal.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="RefersTo">The documents that it needs.</param>
internal sealed record DocumentFacts(DocumentId Id, object Said, SourceLocation Start, IReadOnlyList<DocumentId> RefersTo)
{
    /// <summary>Of all documents of a set.</summary>
    public static IEnumerable<DocumentFacts> Of(DocumentSet documents) =>
    [
        .. documents.Nodes.Select(n => Of(n, [])),
        .. documents.Networks.Select(n => Of(n, n.Spec.ReachableFrom.Select(Network))),
        .. documents.Attachments.Select(a => Of(a, NeededBy(a.Spec))),
        .. documents.Policies.Select(p => Of(p, [])),
        .. documents.Reachabilities.Select(r => Of(r, [])),
        .. documents.Locks.Select(l => Of(l, [])),
    ];

    private static IEnumerable<DocumentId> NeededBy(ContainerAttachmentSpec spec) =>
        spec.Node is string node ? [Network(spec.Network), new(DocumentKind.Node, node)] : [Network(spec.Network)];

    private static DocumentId Network(string name) => new(DocumentKind.Network, name);

    private static DocumentFacts Of<TSpec>(Document<TSpec> document, IEnumerable<DocumentId> refersTo)
        where TSpec : notnull => new(document.Id, (document.Metadata, document.Spec), document.At(""), [.. refersTo]);
}
