using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>Turns assertions into the questions that prove them: every pair of who may ask and who may be asked, in every family.</summary>
public sealed class ProbePlan(ValueList<PlacedAttachment> attachments, ValueList<Place> hosts, Place outside)
{
    private readonly Dictionary<string, NameTable> names = [];

    /// <summary>What is around the hosts.</summary>
    public Place Outside { get; } = outside;

    /// <summary>The networks, which know the names of their attachments.</summary>
    public ValueList<Document<NetworkSpec>> Networks { get; init; } = [];

    /// <summary>The questions of an assertion; none, when who asks and who is asked have no family in common.</summary>
    public IEnumerable<Probe> Of(Document<ReachabilitySpec> assertion) =>
        assertion.Spec.To.Name is string name ? OfName(assertion, name) : OfTargets(assertion);

    private IEnumerable<Probe> OfTargets(Document<ReachabilitySpec> assertion)
    {
        foreach (Target target in TargetsOf(assertion.Spec.To))
        {
            foreach (Place source in SourcesOf(assertion.Spec.From, target).Where(s => target.Listener?.Is(s) != true))
            {
                foreach (IpAddress address in target.Addresses.Where(a => CanAsk(source, a, target)))
                    yield return new(assertion, source, target.Name, address, target.Service, target.Listener, target.Answers);
            }
        }
    }

    // Each looks the name up where it is, and asks whom it should mean there.
    private IEnumerable<Probe> OfName(Document<ReachabilitySpec> assertion, string name)
    {
        ServiceSpec service = assertion.Spec.To.Service;
        foreach (PlacedAttachment source in Selected(assertion.Spec.From))
        {
            if (ZoneOf(source) is not Zone zone)
                continue;
            NameLookup lookup = new(name, zone.Servers);
            foreach (Place target in Meant(source, zone, name).Select(a => a.Place).Where(p => !p.Is(source.Place)))
            {
                foreach (IpAddress address in target.Addresses.Where(a => source.Place.Addresses.Any(s => s.Family == a.Family)))
                    yield return new(assertion, source.Place, name, address, service, target, service) { Lookup = lookup };
            }
        }
    }

    private Zone? ZoneOf(PlacedAttachment source) => NamesOn(source.Place.Host).Zones.FirstOrDefault(z => z.Network == source.Document.Spec.Network);

    // What a name does not mean to who asks, it means to those who are on the network: that is who must not be reached.
    private IEnumerable<PlacedAttachment> Meant(PlacedAttachment source, Zone zone, string name)
    {
        NameTable table = NamesOn(source.Place.Host);
        NameMeaning.Hosts? meaning = table.Zones.Prepend(zone).Select(z => table.Find(z, name)).OfType<NameMeaning.Hosts>().FirstOrDefault();
        HashSet<string> meant = meaning is null ? [] : [.. meaning.Known.Select(h => h.Attachment)];
        return attachments.Where(a => meant.Contains(a.Document.Name) && a.Document.Spec.Network == meaning!.Zone.Network);
    }

    private NameTable NamesOn(string host)
    {
        if (!names.TryGetValue(host, out NameTable? table))
        {
            HashSet<string> spanning = [.. Networks.Where(n => n.Spec.SpansNodes).Select(n => n.Name)];
            names[host] = table = new(Zones.Of(
                Networks, attachments.Where(a => a.Place.Host == host || spanning.Contains(a.Document.Spec.Network)).Select(a => (a.Document, a.Place.Addresses))));
        }
        return table;
    }

    /// <summary>The attachments that ask or are asked.</summary>
    public IEnumerable<PlacedAttachment> Concerned(ReachabilitySpec assertion) =>
    [
        .. Selected(assertion.From),
        .. assertion.To.Containers is EndpointSpec containers ? Selected(containers) : [],
        .. assertion.To.Name is string name ? Selected(assertion.From).SelectMany(s => ZoneOf(s) is Zone zone ? Meant(s, zone, name) : []).Distinct() : [],
        .. assertion.To.Published is ServiceSpec published ? attachments.Where(a => Published(a, published).Any()) : [],
    ];

    private IEnumerable<Place> SourcesOf(EndpointSpec from, Target target) => from switch
    {
        EndpointSpec.Host => hosts.Where(h => target.Host is null || h.Host == target.Host),
        EndpointSpec.Node node => hosts.Where(h => h.Host == node.Name),
        EndpointSpec.Outside => [Outside],
        _ => Selected(from).Select(a => a.Place),
    };

    private IEnumerable<PlacedAttachment> Selected(EndpointSpec endpoint) => attachments.Where(a => endpoint.Selects(a.Document));

    private IEnumerable<Target> TargetsOf(TargetSpec to)
    {
        if (to.Containers is EndpointSpec containers)
            return Selected(containers).Select(a => new Target(a.Place.Name, a.Place.Addresses, to.Service, a.Place, to.Service, a.Place.Host));
        if (to.Published is ServiceSpec published)
            return attachments.SelectMany(a => Publications(a, published));
        Place? owner = attachments.Select(a => a.Place).Concat(hosts).Append(Outside).FirstOrDefault(p => p.Addresses.Contains(to.Address!.Value));
        return [new(owner?.Name ?? "whoever has it", [to.Address!.Value], to.Service, owner, to.Service, null)];
    }

    private IEnumerable<Target> Publications(PlacedAttachment attachment, ServiceSpec published)
    {
        Place host = hosts.First(h => h.Host == attachment.Place.Host);
        foreach (PortSpec port in Published(attachment, published))
        {
            ServiceSpec answers = published with { Port = (ushort)(port.Container.First + published.Port - port.Host.First) };
            IEnumerable<IpAddress> addresses = port.Address is { IsUnspecified: false } one
                ? [one]
                : host.Addresses.Where(a => port.Address is null || a.Family == port.Address.Value.Family).GroupBy(a => a.Family).Select(g => g.First());
            yield return new(
                $"{attachment.Place.Name} by {host.Name}",
                addresses.Where(a => attachment.Place.Addresses.Any(c => c.Family == a.Family)).ToValueList(),
                published, attachment.Place, answers, host.Host);
        }
    }

    private static IEnumerable<PortSpec> Published(PlacedAttachment attachment, ServiceSpec service) =>
        attachment.Document.Spec.Ports.Where(p => p.Protocol == service.Protocol && p.Host.Overlaps(new(service.Port)));

    // Loopback addresses are everybody's own: those of a host can be asked for by the host only. Who has no address at all asks in vain.
    private static bool CanAsk(Place source, IpAddress address, Target target) =>
        address.IsLoopback
            ? source.Namespace.IsHost && source.Host == target.Host
            : source.Addresses.Count == 0 || source.Addresses.Any(a => a.Family == address.Family);

    private sealed record Target(
        string Name, ValueList<IpAddress> Addresses, ServiceSpec Service, Place? Listener, ServiceSpec Answers, string? Host);
}
