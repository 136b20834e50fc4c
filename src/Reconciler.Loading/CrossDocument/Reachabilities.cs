using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Assertions are about somebody: what proves nothing would look like a proof.</summary>
internal static class Reachabilities
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        if (!documents.AllAttachmentsKnown)
            return;
        foreach (Document<ReachabilitySpec> assertion in documents.Reachabilities)
        {
            CheckEndpoint(assertion, assertion.Spec.From, "spec.from", documents, faults);
            if (assertion.Spec.To.Containers is EndpointSpec containers)
                CheckEndpoint(assertion, containers, "spec.to", documents, faults);
            if (assertion.Spec.To.Published is ServiceSpec { IsEcho: false } published && !documents.Attachments.Any(a => Publishes(a.Spec, published)))
                faults.Add(AssertionDiagnostics.NotPublished(assertion.At("spec.to.published"), published));
        }
    }

    /// <summary>Whether an attachment publishes a host port.</summary>
    private static bool Publishes(ContainerAttachmentSpec attachment, ServiceSpec service) =>
        attachment.Ports.Any(p => p.Protocol == service.Protocol && p.Host.Overlaps(new(service.Port)));

    private static void CheckEndpoint(
        Document<ReachabilitySpec> assertion, EndpointSpec endpoint, string path, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        switch (endpoint)
        {
            case EndpointSpec.Attachment attachment when !documents.Attachments.Any(a => a.Name == attachment.Name):
                faults.Add(AssertionDiagnostics.UnknownAttachment(assertion.At(path + ".attachment"), attachment.Name));
                break;
            case EndpointSpec.Labels labels when !documents.Attachments.Any(a => labels.Wanted.All(a.Metadata.Labels.Contains)):
                faults.Add(AssertionDiagnostics.NobodyHas(assertion.At(path + ".labels")));
                break;
            case EndpointSpec.Network network when !documents.Attachments.Any(a => a.Spec.Network == network.Name):
                faults.Add(AssertionDiagnostics.NobodyOn(assertion.At(path + ".network"), network.Name));
                break;
            case EndpointSpec.Node node when documents.IsMissingNode(node.Name) && !documents.Attachments.Any(a => a.Spec.Node == node.Name):
                faults.Add(NodeDiagnostics.UnknownNode(assertion.At(path + ".node"), node.Name));
                break;
        }
    }
}
