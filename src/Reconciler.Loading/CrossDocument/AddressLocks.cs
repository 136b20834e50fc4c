using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Pinned addresses are those of attachments that exist, and of their networks; each is pinned once.</summary>
internal static class AddressLocks
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        if (documents.Locks.Count == 0)
            return;
        Dictionary<string, Document<ContainerAttachmentSpec>> attachments = documents.Attachments.ToDictionary(a => a.Name);
        FirstPlaces<string> places = new();
        foreach (Document<AddressLockSpec> document in documents.Locks)
        {
            foreach (LockedAddresses locked in document.Spec.Attachments)
            {
                SourceLocation at = document.At($"spec.attachments[{locked.Attachment}]");
                if (places.Add(locked.Attachment, at) is SourceLocation first)
                    faults.Add(CrossDiagnostics.PinnedTwice(at, locked.Attachment, first));
                else if (StaleReason(locked, attachments, documents) is string reason)
                    faults.Add(CrossDiagnostics.StalePin(at, reason));
            }
        }
    }

    private static string? StaleReason(
        LockedAddresses locked, Dictionary<string, Document<ContainerAttachmentSpec>> attachments, DocumentIndex documents)
    {
        if (!attachments.TryGetValue(locked.Attachment, out Document<ContainerAttachmentSpec>? attachment))
            return documents.AllAttachmentsKnown ? $"there is no ContainerAttachment '{locked.Attachment}'" : null;
        if (documents.Network(attachment.Spec.Network) is not Document<NetworkSpec> network)
            return null;
        foreach (IpAddress address in locked.Addresses)
        {
            if (attachment.Spec.Addresses.Any(a => a.Family == address.Family))
                return $"{attachment.Name} says its {address.Family} address itself";
            if (!network.Spec.Subnets.Any(s => s.Cidr.Contains(address)))
                return $"{address} is in no subnet of {network.Id}";
        }
        return null;
    }
}
