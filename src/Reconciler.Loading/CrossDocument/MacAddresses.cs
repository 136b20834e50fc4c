using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>MAC addresses are unique within a network.</summary>
internal static class MacAddresses
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults) => Check(documents.Attachments, faults);

    /// <summary>The same for attachments of all nodes that are on one network.</summary>
    public static void CheckSpanning(DocumentIndex documents, ICollection<Diagnostic> faults) =>
        Check(documents.Attachments.Where(a => documents.Network(a.Spec.Network)?.Spec.SpansNodes == true), faults);

    private static void Check(IEnumerable<Document<ContainerAttachmentSpec>> attachments, ICollection<Diagnostic> faults)
    {
        FirstPlaces<(string Network, MacAddress Mac)> places = new();
        foreach (Document<ContainerAttachmentSpec> attachment in attachments)
        {
            if (attachment.Spec.Mac is not MacAddress mac)
                continue;
            SourceLocation at = attachment.At("spec.mac");
            if (places.Add((attachment.Spec.Network, mac), at) is SourceLocation first)
                faults.Add(CrossDiagnostics.DuplicateMac(at, mac, attachment.Spec.Network, first));
        }
    }
}
