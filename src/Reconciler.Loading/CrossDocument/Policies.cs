using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Policies are about attachments that exist, and that have an interface which can be closed.</summary>
internal static class Policies
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        if (!documents.AllAttachmentsKnown)
            return;
        foreach (Document<FirewallPolicySpec> policy in documents.Policies)
        {
            CheckSelector(policy, policy.Spec.AppliesTo, "spec.appliesTo", documents, faults);
            CheckBare(policy, documents, faults);
            CheckPeers(policy, policy.Spec.Ingress, "spec.ingress", "from", documents, faults);
            CheckPeers(policy, policy.Spec.Egress, "spec.egress", "to", documents, faults);
        }
    }

    private static void CheckPeers(
        Document<FirewallPolicySpec> policy, IReadOnlyList<PolicyRule>? rules, string path, string peersName, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        for (int i = 0; i < rules?.Count; i++)
        {
            IReadOnlyList<PeerSpec> peers = rules[i].Peers ?? [];
            for (int j = 0; j < peers.Count; j++)
            {
                if (peers[j] is PeerSpec.Attachments attachments)
                    CheckSelector(policy, attachments.Selector, $"{path}[{i}].{peersName}[{j}]", documents, faults);
            }
        }
    }

    private static void CheckSelector(
        Document<FirewallPolicySpec> policy, AttachmentSelector selector, string path, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        if (selector.Attachment is string attachment && !documents.Attachments.Any(a => a.Name == attachment))
            faults.Add(PolicyDiagnostics.UnknownAttachment(policy.At(path + ".attachment"), attachment));
        else if (selector.Network is string network && documents.IsMissing(network))
            faults.Add(PolicyDiagnostics.UnknownNetwork(policy.At(path + ".network"), network, documents.NetworkNames));
        else if (!documents.Attachments.Any(selector.Selects))
            faults.Add(PolicyDiagnostics.SelectsNobody(policy.At(path)));
    }

    // A container of mode host or none has no interface of ours that a policy could close.
    private static void CheckBare(Document<FirewallPolicySpec> policy, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments.Where(policy.Spec.AppliesTo.Selects))
        {
            if (documents.ModeOf(attachment.Spec.Network) is NetworkMode.Host or NetworkMode.None)
                faults.Add(PolicyDiagnostics.CannotBeClosed(policy.At("spec.appliesTo"), attachment.Name, documents.ModeOf(attachment.Spec.Network)!.Value));
        }
    }
}
