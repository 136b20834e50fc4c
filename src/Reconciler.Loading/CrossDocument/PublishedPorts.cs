using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.CrossDocument;

/// <summary>
/// A port of the host leads to one container only, per protocol, address family and address; a publication without address takes all
/// addresses.
/// </summary>
internal static class PublishedPorts
{
    /// <summary>One publication in one address family; without address it takes all.</summary>
    private sealed record Publication(PortSpec Port, IpFamily Family, Document<ContainerAttachmentSpec> Attachment, SourceLocation At);

    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        List<Publication> all = new(documents.Attachments.Count);
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            if (documents.Network(attachment.Spec.Network) is not Document<NetworkSpec> network)
                continue;
            if (network.Spec.Bridge.External && attachment.Spec.Ports.Count > 0)
                faults.Add(CrossDiagnostics.OthersBridge(attachment.At("spec.ports"), network.Id));
            for (int i = 0; i < attachment.Spec.Ports.Count; i++)
            {
                Add(attachment, attachment.Spec.Ports[i], network, attachment.At($"spec.ports[{i}]"), all, faults);
                CheckSources(attachment, i, network, faults);
            }
        }
        HashSet<(SourceLocation, SourceLocation)> reported = [];
        foreach (IGrouping<(TransportProtocol, IpFamily), Publication> group in all.GroupBy(p => (p.Port.Protocol, p.Family)))
            Sweep(group, (first, second) =>
            {
                if (reported.Add((first.At, second.At)))
                    faults.Add(CrossDiagnostics.PortConflict(second.At, second.Port, first.Port, first.Attachment.Id, first.At));
            });
    }

    private static void Add(
        Document<ContainerAttachmentSpec> attachment, PortSpec port, Document<NetworkSpec> network, SourceLocation at,
        List<Publication> all, ICollection<Diagnostic> faults)
    {
        if (port.Address is IpAddress address)
        {
            all.Add(new(port, address.Family, attachment, at));
            if (network.Spec.Subnets.Count > 0 && !Has(network, address.Family))
                faults.Add(CrossDiagnostics.PublishedFamily(at, address, network.Id));
            return;
        }
        MetFamilies families = default;
        foreach (SubnetSpec subnet in network.Spec.Subnets)
        {
            if (families.Add(subnet.Cidr.Family))
                all.Add(new(port, subnet.Cidr.Family, attachment, at));
        }
    }

    private static bool Has(Document<NetworkSpec> network, IpFamily family) => network.Spec.Subnets.Any(s => s.Cidr.Family == family);

    private static void CheckSources(
        Document<ContainerAttachmentSpec> attachment, int entry, Document<NetworkSpec> network, ICollection<Diagnostic> faults)
    {
        PortSpec port = attachment.Spec.Ports[entry];
        if (port.Address is not null || network.Spec.Subnets.Count == 0)
            return;
        for (int i = 0; i < (port.AllowFrom?.Count ?? 0); i++)
        {
            IpPrefix source = port.AllowFrom!.Value[i];
            if (!Has(network, source.Family))
                faults.Add(CrossDiagnostics.SourceFamily(attachment.At($"spec.ports[{entry}].allowFrom[{i}]"), source, network.Id));
        }
    }

    // In the order of first ports, a publication conflicts with an earlier one exactly when it begins before the end of the one that
    // ends last, among those whose addresses meet its own.
    private static void Sweep(IEnumerable<Publication> publications, Action<Publication, Publication> report)
    {
        Publication? lastOfAll = null;
        Publication? lastWildcard = null;
        Dictionary<IpAddress, Publication> lastOf = [];
        foreach (Publication next in publications.OrderBy(p => p.Port.Host.First).ThenBy(p => p.At))
        {
            Publication? same = next.Port.Address is IpAddress own ? Later(lastWildcard, lastOf.GetValueOrDefault(own)) : lastOfAll;
            if (same is not null && same.Port.Host.Last >= next.Port.Host.First)
                Report(same, next, report);
            lastOfAll = Later(lastOfAll, next);
            if (next.Port.Address is IpAddress address)
                lastOf[address] = Later(lastOf.GetValueOrDefault(address), next)!;
            else
                lastWildcard = Later(lastWildcard, next);
        }
    }

    private static void Report(Publication one, Publication other, Action<Publication, Publication> report)
    {
        (Publication first, Publication second) = one.At <= other.At ? (one, other) : (other, one);
        report(first, second);
    }

    private static Publication? Later(Publication? one, Publication? other) =>
        one is null || other is not null && other.Port.Host.Last > one.Port.Host.Last ? other : one;
}
