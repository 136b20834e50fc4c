using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Where the documents describe nodes, containers run on one of these; no two of them have one address.</summary>
internal static class Nodes
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        FirstPlaces<IpAddress> places = new();
        foreach (Document<NodeSpec> node in documents.Nodes)
        {
            if (places.Add(node.Spec.Address, node.At("spec.address")) is SourceLocation first)
                faults.Add(NodeDiagnostics.DuplicateNodeAddress(node.At("spec.address"), node.Spec.Address, first));
        }
        if (documents.HasNoNodes)
            return;
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            if (attachment.Spec.Node is string node && documents.IsMissingNode(node))
                faults.Add(NodeDiagnostics.UnknownNode(attachment.At("spec.node"), node));
        }
    }
}
