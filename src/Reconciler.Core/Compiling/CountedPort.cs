using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>Ports of a container whose traffic an element of a set counts in one direction.</summary>
/// <param name="Set">The set with the counter.</param>
/// <param name="Element">The element of it.</param>
/// <param name="IsReceived">What clients sent; otherwise what the container answered.</param>
/// <param name="Address">The container's.</param>
/// <param name="Ports">The container's, as in <c>80</c> or <c>8000-8009</c>.</param>
/// <param name="Published">The host's that lead there, as in <c>8080</c> or <c>127.0.0.1:8080,9090</c>.</param>
public sealed record CountedPort(
    NftSet Set, ResourceId Element, bool IsReceived, string Network, string Attachment, IpAddress Address, TransportProtocol Protocol, string Ports, string Published)
{
    /// <summary>All that documents come to.</summary>
    /// <param name="wanted">What was compiled of them.</param>
    public static ValueList<CountedPort> Of(DocumentSet documents, ValueList<Desired> wanted)
    {
        NftSet[] counting = [.. wanted.Select(d => d.Resource).OfType<NftSet>().Where(s => s.Counter)];
        Dictionary<DocumentId, Document<ContainerAttachmentSpec>> attachments = documents.Attachments.ToDictionary(a => a.Id);
        return [.. wanted.Select(d => Of(d, counting, attachments)).OfType<CountedPort>()];
    }

    private static CountedPort? Of(Desired desired, NftSet[] counting, Dictionary<DocumentId, Document<ContainerAttachmentSpec>> attachments)
    {
        if (desired.Resource is not NftElement { Key: [NftValue.Prefix { Value: IpPrefix prefix }, NftValue.Protocol { Value: TransportProtocol protocol }, NftValue ports] } element
            || counting.FirstOrDefault(s => s.Name == element.Set && s.Table == element.Table) is not NftSet set
            || desired.Origin is not Origin origin)
            return null;
        Document<ContainerAttachmentSpec> attachment = attachments[origin.Document];
        IEnumerable<string> published = attachment.Spec.Ports
            .Where(p => p.Protocol == protocol && p.Container.Overlaps(RangeOf(ports)) && (p.Address is null || p.Address.Value.Family == prefix.Address.Family))
            .Select(p => p.Address is IpAddress on ? $"{(on.Family == IpFamily.IPv6 ? $"[{on}]" : on)}:{p.Host}" : $"{p.Host}");
        return new(
            set, element.Id, element.Set == TrafficFrame.Received(prefix.Address.Family), attachment.Spec.Network, attachment.Name,
            prefix.Address, protocol, RangeOf(ports).ToString(), string.Join(',', published));
    }

    private static PortRange RangeOf(NftValue ports) => ports switch
    {
        NftValue.Port port => new(port.Value),
        NftValue.Range { First: NftValue.Port first, Last: NftValue.Port last } => new(first.Value, last.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(ports), ports, "no ports"),
    };
}
