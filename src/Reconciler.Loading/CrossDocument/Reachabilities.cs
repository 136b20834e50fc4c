using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Assertions are about somebody: what proves nothing would look like a proof.</summary>
internal static class Reachabilities
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        if (!documents.AllAttachmentsKnown)
            return;
        Lazy<NameTable> names = new(() => new(Zones.Of(documents.Networks, documents.Attachments.Select(a => (a, a.Spec.Addresses)))));
        foreach (Document<ReachabilitySpec> assertion in documents.Reachabilities)
        {
            CheckEndpoint(assertion, assertion.Spec.From, "spec.from", documents, faults);
            if (assertion.Spec.To.Containers is EndpointSpec containers)
                CheckEndpoint(assertion, containers, "spec.to", documents, faults);
            if (assertion.Spec.To.Name is string name)
                CheckName(assertion, name, names.Value, documents, faults);
            if (assertion.Spec.To.Published is ServiceSpec { IsEcho: false } published && !documents.Attachments.Any(a => Publishes(a.Spec, published)))
                faults.Add(AssertionDiagnostics.NotPublished(assertion.At("spec.to.published"), published));
        }
    }

    // Whom a name means is not asked of networks that could not be read.
    private static void CheckName(Document<ReachabilitySpec> assertion, string name, NameTable names, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        HashSet<string> networks = [.. documents.Attachments.Where(assertion.Spec.From.Selects).Select(a => a.Spec.Network)];
        if (!NameSyntax.IsFullName(name) || networks.Count == 0 || networks.Any(n => !BuiltInNetworks.Contains(n) && documents.Network(n) is null))
            return;
        Zone[] own = [.. names.Zones.Where(z => networks.Contains(z.Network))];
        // What must not be reached may be what does not mean anything to who asks; but it must mean somebody.
        IEnumerable<Zone> askers = assertion.Spec.Expect == Expectation.Denied ? names.Zones : own;
        if (own.Length == 0)
            faults.Add(NameDiagnostics.NoNames(assertion.At("spec.to.name")));
        else if (!askers.Any(z => names.Find(z, name) is NameMeaning.Hosts))
            faults.Add(NameDiagnostics.NobodyCalled(assertion.At("spec.to.name"), name, Known(own, names)));
    }

    // All that can be asked for.
    private static IEnumerable<string> Known(Zone[] askers, NameTable names)
    {
        IEnumerable<Zone> seen = names.Zones.Where(z => askers.Any(a => z.Network == a.Network || z.SeenFrom.Contains(a.Network)));
        return seen.SelectMany(z => z.Hosts.SelectMany(h => h.Names).Distinct().Select(n => $"{n}.{z.Domain}"))
            .Concat(askers.SelectMany(z => z.Hosts).SelectMany(h => h.Names));
    }

    /// <summary>Whether an attachment publishes a host port.</summary>
    private static bool Publishes(ContainerAttachmentSpec attachment, ServiceSpec service) =>
        attachment.Ports.Any(p => p.Protocol == service.Protocol && p.Host.Overlaps(new(service.Port)));

    private static void CheckEndpoint(
        Document<ReachabilitySpec> assertion, EndpointSpec endpoint, string path, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        switch (endpoint)
        {
            case EndpointSpec.Attachment attachment when !documents.Attachments.Any(endpoint.Selects):
                faults.Add(AssertionDiagnostics.UnknownAttachment(assertion.At(path + ".attachment"), attachment.Name));
                break;
            case EndpointSpec.Labels when !documents.Attachments.Any(endpoint.Selects):
                faults.Add(AssertionDiagnostics.NobodyHas(assertion.At(path + ".labels")));
                break;
            case EndpointSpec.Network network when !documents.Attachments.Any(endpoint.Selects):
                faults.Add(AssertionDiagnostics.NobodyOn(assertion.At(path + ".network"), network.Name));
                break;
            case EndpointSpec.Node node when documents.IsMissingNode(node.Name) && !documents.Attachments.Any(a => a.Spec.Node == node.Name):
                faults.Add(NodeDiagnostics.UnknownNode(assertion.At(path + ".node"), node.Name));
                break;
        }
    }
}
