using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>What attachments say fits to macvlan networks, and a parent that passes everything through has one container.</summary>
internal static class MacvlanNetworks
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        Dictionary<string, SourceLocation> taken = [];
        Dictionary<string, SourceLocation> passedThrough = [];
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            if (documents.Network(attachment.Spec.Network) is not { Spec.Macvlan: MacvlanSpec macvlan } network)
                continue;
            CheckFields(attachment, network, macvlan, faults);
            string parent = MacvlanParent.Of(macvlan);
            SourceLocation at = attachment.At("spec.network");
            Dictionary<string, SourceLocation> forbidden = macvlan.Mode == MacvlanVariant.Passthru ? taken : passedThrough;
            if (forbidden.TryGetValue(parent, out SourceLocation first))
                faults.Add(CrossDiagnostics.PassthruShared(at, parent, first));
            taken.TryAdd(parent, at);
            if (macvlan.Mode == MacvlanVariant.Passthru)
                passedThrough.TryAdd(parent, at);
        }
    }

    private static void CheckFields(
        Document<ContainerAttachmentSpec> attachment, Document<NetworkSpec> network, MacvlanSpec macvlan, ICollection<Diagnostic> faults)
    {
        if (attachment.Spec.HostInterface is not null)
            faults.Add(CrossDiagnostics.NotOnTheHost(attachment.At("spec.hostInterface"), "hostInterface", network.Id));
        if (attachment.Spec.Ports.Count > 0)
            faults.Add(CrossDiagnostics.NotOnTheHost(attachment.At("spec.ports"), "ports", network.Id));
        if (attachment.Spec.Bandwidth.Ingress is not null)
            faults.Add(CrossDiagnostics.NothingSends(attachment.At("spec.bandwidth.ingress"), network.Id));
        if (attachment.Spec.Mac is not null && macvlan.Mode == MacvlanVariant.Passthru)
            faults.Add(CrossDiagnostics.PassthruMac(attachment.At("spec.mac"), macvlan.Parent));
    }
}
