using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>MAC addresses are unique within a network.</summary>
internal static class MacAddresses
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        FirstPlaces<(string Network, MacAddress Mac)> places = new();
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            if (attachment.Spec.Mac is not MacAddress mac)
                continue;
            SourceLocation at = attachment.At("spec.mac");
            if (places.Add((attachment.Spec.Network, mac), at) is SourceLocation first)
                faults.Add(CrossDiagnostics.DuplicateMac(at, mac, attachment.Spec.Network, first));
        }
    }
}
