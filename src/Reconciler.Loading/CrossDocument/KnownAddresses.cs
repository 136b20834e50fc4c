using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>On a network that spans nodes, each of them must know the addresses of all: they are said, or pinned.</summary>
internal static class KnownAddresses
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        Dictionary<string, ValueList<IpAddress>> pins = documents.Locks.SelectMany(l => l.Spec.Attachments)
            .DistinctBy(a => a.Attachment).ToDictionary(a => a.Attachment, a => a.Addresses);
        IEnumerable<Document<ContainerAttachmentSpec>> spanning =
            documents.Attachments.Where(a => documents.Network(a.Spec.Network)?.Spec.SpansNodes == true);
        foreach (IGrouping<string, Document<ContainerAttachmentSpec>> group in spanning.GroupBy(a => a.Spec.Network))
        {
            if (documents.Network(group.Key) is not Document<NetworkSpec> network || !Spans(network, group))
                continue;
            foreach (Document<ContainerAttachmentSpec> attachment in group)
            {
                SubnetSpec? unknown = network.Spec.Subnets.FirstOrDefault(s => !IsKnown(attachment, s, pins));
                if (unknown is not null)
                    faults.Add(NodeDiagnostics.Unpinned(attachment.At("spec.addresses"), attachment.Name, unknown.Cidr.Family, network.Id));
            }
        }
    }

    private static bool Spans(Document<NetworkSpec> network, IEnumerable<Document<ContainerAttachmentSpec>> attachments) =>
        network.Spec.Mode == NetworkMode.Overlay || network.Spec.SpansNodes && attachments.Select(a => a.Spec.Node).Distinct().Count() > 1;

    private static bool IsKnown(Document<ContainerAttachmentSpec> attachment, SubnetSpec subnet, Dictionary<string, ValueList<IpAddress>> pins) =>
        attachment.Spec.Addresses.Any(a => a.Family == subnet.Cidr.Family)
        || pins.TryGetValue(attachment.Name, out ValueList<IpAddress> pinned) && pinned.Any(subnet.Cidr.Contains);
}
