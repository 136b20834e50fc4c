using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Overlays span nodes that exist and reach each other, have VNIs of their own, and containers on nodes that take part.</summary>
internal static class Overlays
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        FirstPlaces<(int Vni, int Port)> places = new();
        FirstPlaces<(int SourcePort, int Port)> encrypted = new();
        foreach (Document<NetworkSpec> network in documents.Networks)
        {
            if (network.Spec is not { Mode: NetworkMode.Overlay, Overlay: OverlaySpec overlay })
                continue;
            if (places.Add((overlay.Vni, overlay.Port), network.At("spec.overlay.vni")) is SourceLocation first)
                faults.Add(NodeDiagnostics.DuplicateVni(network.At("spec.overlay.vni"), overlay.Vni, first));
            else if (overlay.Encryption is not null)
                CheckSourcePort(network, overlay, encrypted, faults);
            CheckNodes(network, overlay, documents, faults);
        }
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            if (documents.Network(attachment.Spec.Network) is { Spec: { Mode: NetworkMode.Overlay, Overlay: OverlaySpec overlay } } network)
                CheckAttachment(attachment, network, overlay, documents, faults);
        }
    }

    private static void CheckSourcePort(
        Document<NetworkSpec> network, OverlaySpec overlay, FirstPlaces<(int SourcePort, int Port)> places, ICollection<Diagnostic> faults)
    {
        const int Ports = OverlayEncryptionSpec.SourcePorts;
        if (places.Add((overlay.Vni % Ports, overlay.Port), network.At("spec.overlay.vni")) is SourceLocation first)
            faults.Add(NodeDiagnostics.SameSourcePort(network.At("spec.overlay.vni"), overlay.Vni, Ports, first));
    }

    private static void CheckNodes(Document<NetworkSpec> network, OverlaySpec overlay, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        if (documents.HasNoNodes)
        {
            faults.Add(NodeDiagnostics.NoNodes(network.At("spec.mode"), network.Name));
            return;
        }
        for (int i = 0; i < overlay.Nodes.Count; i++)
        {
            if (documents.IsMissingNode(overlay.Nodes[i]))
                faults.Add(NodeDiagnostics.UnknownNode(network.At($"spec.overlay.nodes[{i}]"), overlay.Nodes[i]));
        }
        Document<NodeSpec>[] nodes = [.. documents.Nodes.Where(n => overlay.Includes(n.Name))];
        Document<NodeSpec>? other = nodes.FirstOrDefault(n => n.Spec.Address.Family != nodes[0].Spec.Address.Family);
        if (other is not null)
            faults.Add(NodeDiagnostics.MixedUnderlay(other.At("spec.address"), other.Id, nodes[0].Id, network.Id));
    }

    private static void CheckAttachment(
        Document<ContainerAttachmentSpec> attachment, Document<NetworkSpec> network, OverlaySpec overlay, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        if (attachment.Spec.Node is not string node)
            faults.Add(NodeDiagnostics.NodeUnsaid(attachment.At("spec.node"), attachment.Name, network.Id));
        else if (!overlay.Includes(node) && !documents.IsMissingNode(node))
            faults.Add(NodeDiagnostics.NodeOutside(attachment.At("spec.node"), node, network.Id));
    }
}
