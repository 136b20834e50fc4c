using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>Which field of which document would have decided otherwise.</summary>
/// <param name="table">The owner's table: what other tables decide, no document changes, and whoever makes them must.</param>
public sealed class Remedies(DocumentSet documents, string table)
{
    private readonly PolicyJudge judge = new(documents);

    /// <summary>Whether the hosts are as the documents say. Where they are not, what decided need not be what a field says.</summary>
    public bool AreApplied { get; init; } = true;

    /// <param name="owner">Whose objects the hosts have by these documents.</param>
    public static Remedies For(DocumentSet documents, string owner, bool areApplied = true) =>
        new(documents, $"inet {new OwnershipMark(owner).Table}") { AreApplied = areApplied };

    /// <summary>One sentence; <c>null</c>: no document is known to.</summary>
    public string? Of(Probe probe, Decision decision)
    {
        Document<ContainerAttachmentSpec>? from = AttachmentOf(probe.From), to = AttachmentOf(probe.Listener);
        return decision switch
        {
            Decision.ByRule { Drops: true } rule when rule.Table != table => $"'{rule.Table}' is somebody else's: whoever makes it must let pass what these networks send and receive",
            _ when !AreApplied => "the host is not as the documents say: 'reconciler apply' first, and prove again",
            Decision.ByRule { Drops: true } => ToAdmit(probe, from, to) ?? ToList(probe, from, to) ?? ToOpen(from, to),
            Decision.ByRule rule when rule.Table == table => ToClose(probe, from, to),
            Decision.Unhindered => ToClose(probe, from, to),
            Decision.NoRoute { Reason: not null } way when AttachmentOf(way.At) is { } attachment && attachment.Spec.Routes.Any(r => r.To.Contains(way.To)) =>
                $"it is said by 'routes' in {attachment.Id}",
            Decision.NoRoute { Reason: null } way when AttachmentOf(way.At) is { } attachment => ToLead(attachment, way),
            Decision.IsolatedPorts when to is not null => $"'interContainerTraffic: allow' in {NetworkOf(to)} would let its containers reach each other",
            _ => null,
        };
    }

    private string? ToList(Probe probe, Document<ContainerAttachmentSpec>? from, Document<ContainerAttachmentSpec>? to)
    {
        PolicyParty sender = PartyOf(from, probe.From), receiver = PartyOf(to, probe.Listener);
        if (from is not null && judge.Opens(from, PolicyDirection.Egress, receiver, probe.Service) == false)
            return $"'egress' in {judge.Closing(from, PolicyDirection.Egress).First().Id} lists no {probe.Service} to {probe.To}";
        return to is not null && judge.Opens(to, PolicyDirection.Ingress, sender, probe.Answers) == false
            ? $"'ingress' in {judge.Closing(to, PolicyDirection.Ingress).First().Id} lists no {probe.Answers} from {probe.From.Name}"
            : null;
    }

    private static PolicyParty PartyOf(Document<ContainerAttachmentSpec>? attachment, Place? place) =>
        new(attachment, place?.Addresses ?? [], (place?.Addresses ?? []).Select(IpPrefix.Single).ToValueList());
    private static string? ToAdmit(Probe probe, Document<ContainerAttachmentSpec>? from, Document<ContainerAttachmentSpec>? to)
    {
        IpAddress[] sources = [.. probe.From.Addresses.Where(a => a.Family == probe.Address.Family)];
        bool isAskedByPort = from is null || probe.Assertion.Spec.To.Published is not null;
        return isAskedByPort && sources.Length > 0 && to?.Spec.Ports.Any(p => IsOf(p, probe) && !p.Admits(sources[0])) == true
            ? $"'allowFrom' of the port in {to.Id} would have to include {sources[0]}"
            : null;
    }

    private static bool IsOf(PortSpec port, Probe probe) => port.Protocol == probe.Answers.Protocol && port.Container.Overlaps(new(probe.Answers.Port));

    private static string? ToOpen(Document<ContainerAttachmentSpec>? from, Document<ContainerAttachmentSpec>? to)
    {
        if (to is null)
            return from is null ? null : $"'uplink: nat' in {NetworkOf(from)} would give its containers a way out";
        return from is null
            ? $"'ports' in {to.Id} would publish it by the host's address"
            : $"'reachableFrom: [{from.Spec.Network}]' in {NetworkOf(to)} would let it pass";
    }

    private string? ToClose(Probe probe, Document<ContainerAttachmentSpec>? from, Document<ContainerAttachmentSpec>? to)
    {
        if (to is null)
            return from is null ? null : $"'uplink: none' in {NetworkOf(from)} would leave its containers no way out";
        if (probe.Assertion.Spec.To.Published is not null)
            return $"it is open to all by 'ports' in {to.Id}";
        if (from is null)
            return probe.From.Host == probe.Listener!.Host ? "a host reaches its own containers in any case" : ToCloseOutside(to);
        if (from.Spec.Network == to.Spec.Network)
            return $"'interContainerTraffic: deny' in {NetworkOf(to)} would keep its containers apart";
        return documents.Networks.Any(n => n.Name == to.Spec.Network && n.Spec.ReachableFrom.Contains(from.Spec.Network))
            ? $"it is open to them by 'reachableFrom' in {NetworkOf(to)}"
            : null;
    }

    private string? ToCloseOutside(Document<ContainerAttachmentSpec> to) =>
        documents.Networks.Any(n => n.Name == to.Spec.Network && (n.Spec.Uplink.IPv4 == Uplink.Routed || n.Spec.Uplink.IPv6 == Uplink.Routed))
            ? $"it is open to all by 'uplink: routed' in {NetworkOf(to)}{(to.Spec.Ports.Count > 0 ? $" and 'ports' in {to.Id}" : "")}"
            : null;

    private string? ToLead(Document<ContainerAttachmentSpec> attachment, Decision.NoRoute way) =>
        documents.Networks.FirstOrDefault(n => n.Name == attachment.Spec.Network) is { } network && !network.Spec.LeadsOutIn(way.To.Family)
            ? $"'uplink' in {network.Id} gives its containers no way out; 'nat' or 'routed' would"
            : null;

    private Document<ContainerAttachmentSpec>? AttachmentOf(Place? place) =>
        place is null || place.Namespace.IsHost ? null : documents.Attachments.FirstOrDefault(a => a.Name == place.Name);

    private static DocumentId NetworkOf(Document<ContainerAttachmentSpec> attachment) => new(DocumentKind.Network, attachment.Spec.Network);
}
