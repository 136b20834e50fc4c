using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Addresses that attachments say fit into their network and are nobody else's there.</summary>
internal static class AttachmentAddresses
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults) => Check(documents.Attachments, documents, faults);

    /// <summary>The same for attachments of all nodes that are on one network.</summary>
    public static void CheckSpanning(DocumentIndex documents, ICollection<Diagnostic> faults) =>
        Check(documents.Attachments.Where(a => documents.Network(a.Spec.Network)?.Spec.SpansNodes == true), documents, faults);

    private static void Check(IEnumerable<Document<ContainerAttachmentSpec>> attachments, DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        FirstPlaces<(string Network, IpAddress Address)> places = new(attachments.TryGetNonEnumeratedCount(out int count) ? count : 0);
        foreach (Document<ContainerAttachmentSpec> attachment in attachments)
        {
            if (documents.Network(attachment.Spec.Network) is not Document<NetworkSpec> network)
                continue;
            for (int i = 0; i < attachment.Spec.Addresses.Count; i++)
            {
                IpAddress address = attachment.Spec.Addresses[i];
                SourceLocation at = attachment.At($"spec.addresses[{i}]");
                if (FaultOf(address, network, at) is Diagnostic fault)
                    faults.Add(fault);
                else if (places.Add((network.Name, address), at) is SourceLocation first)
                    faults.Add(CrossDiagnostics.DuplicateAddress(at, address, network.Id, first));
            }
        }
    }

    private static Diagnostic? FaultOf(IpAddress address, Document<NetworkSpec> network, SourceLocation at)
    {
        if (network.Spec.Subnets.Count == 0)
            return null;
        if (SubnetFor(address, network.Spec.Subnets) is not SubnetSpec subnet)
            return CrossDiagnostics.NoSuchFamily(at, address, network.Id);
        if (!subnet.Cidr.Contains(address))
            return CrossDiagnostics.AddressOutside(at, address, subnet.Cidr.Subnet, network.Id);
        if (address == subnet.Cidr.First)
            return CrossDiagnostics.AddressTaken(at, address, "the network address", network.Id);
        if (address == subnet.Cidr.Last && address.Family == IpFamily.IPv4)
            return CrossDiagnostics.AddressTaken(at, address, "the broadcast address", network.Id);
        if (network.Spec.Macvlan?.HostAccess.Contains(address) == true)
            return CrossDiagnostics.AddressTaken(at, address, "the host", network.Id);
        return address == network.Spec.GatewayOf(subnet) ? CrossDiagnostics.AddressTaken(at, address, "the gateway", network.Id) : null;
    }

    private static SubnetSpec? SubnetFor(IpAddress address, ValueList<SubnetSpec> subnets)
    {
        foreach (SubnetSpec subnet in subnets)
        {
            if (subnet.Cidr.Family == address.Family)
                return subnet;
        }
        return null;
    }
}
