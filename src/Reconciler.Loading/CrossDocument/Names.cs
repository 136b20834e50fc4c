using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Naming;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Domains are one network's each, and aliases are asked for somewhere.</summary>
internal static class Names
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        FirstPlaces<string> places = new();
        foreach (Document<NetworkSpec> network in documents.Networks.Where(n => n.Spec.ServesNames))
        {
            SourceLocation at = network.At("spec.dns.domain");
            string domain = network.Spec.Dns?.Domain ?? Zone.DefaultDomain(network.Name);
            if (places.Add(domain, at) is SourceLocation first)
                faults.Add(NameDiagnostics.DuplicateDomain(at, domain, first));
        }
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments.Where(a => a.Spec.Aliases.Count > 0))
        {
            if (documents.Network(attachment.Spec.Network)?.Spec.ServesNames == false || BuiltInNetworks.Contains(attachment.Spec.Network))
                faults.Add(NameDiagnostics.UselessAliases(attachment.At("spec.aliases"), attachment.Spec.Network));
        }
    }
}
