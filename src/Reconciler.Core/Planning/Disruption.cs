using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What each change does to traffic, and to whose.</summary>
internal sealed class Disruption(ValueList<Desired> desired, Snapshot observed)
{
    // Most changes interrupt nobody, and then none of these is needed.
    private readonly Lazy<Dictionary<ResourceId, DocumentId>> wantedBy = new(() => WantedBy(desired));
    private readonly Lazy<ILookup<ResourceId, Resource>> dependents = new(() => Dependents(observed));
    private readonly Lazy<ILookup<ResourceId, Link>> links = new(() => Links(observed));

    public PlannedChange Of(Change change)
    {
        Impact impact = change switch
        {
            Change.Create => Impact.Hitless,
            _ when TrafficFrame.IsCount(change.Subject) => Impact.Hitless,
            Change.Update update => update.Fields.Max(f => f.Impact),
            _ => change.Subject.Kind.RemovalImpact,
        };
        return new(change, impact, impact == Impact.Interrupts ? Interrupted(change) : []);
    }

    private ValueList<DocumentId> Interrupted(Change change)
    {
        HashSet<ResourceId> seen = [];
        SortedSet<string> names = new(StringComparer.Ordinal);
        Queue<Resource> standing = new([change.Subject, .. CutOffWith(change.Subject)]);
        while (standing.TryDequeue(out Resource? resource))
        {
            if (!seen.Add(resource.Id))
                continue;
            if (DocumentOf(resource) is { Kind: DocumentKind.ContainerAttachment } attachment)
                names.Add(attachment.Name);
            foreach (Resource dependent in resource.Provides.SelectMany(id => dependents.Value[id]))
                standing.Enqueue(dependent);
        }
        return names.Select(name => new DocumentId(DocumentKind.ContainerAttachment, name)).ToValueList();
    }

    // Those who are not on it, but reach others by it: the link of an address or a route, the ports of a bridge whose address or whose
    // way to the other nodes it is.
    private IEnumerable<Resource> CutOffWith(Resource resource) => resource switch
    {
        Link { Type: LinkType.Vxlan, Master: string bridge } device => links.Value[Link.IdOf(device.Namespace, bridge)],
        Link => [],
        Address => resource.VanishesWith.SelectMany(id => links.Value[id]),
        _ => resource.VanishesWith.SelectMany(id => links.Value[id]).Where(link => OwnershipMark.DocumentOf(link.Alias)?.Kind == DocumentKind.ContainerAttachment),
    };

    private DocumentId? DocumentOf(Resource resource) =>
        wantedBy.Value.TryGetValue(resource.Id, out DocumentId document) ? document
        : resource is Link link ? OwnershipMark.DocumentOf(link.Alias)
        : null;

    private static Dictionary<ResourceId, DocumentId> WantedBy(ValueList<Desired> desired)
    {
        Dictionary<ResourceId, DocumentId> documents = [];
        foreach (Desired wish in desired)
        {
            if (wish.Origin is Origin origin)
                documents[wish.Resource.Id] = origin.Document;
        }
        return documents;
    }

    private static ILookup<ResourceId, Resource> Dependents(Snapshot observed) => observed.Resources
        .SelectMany(o => o.Resource.DependsOn.Select(on => (On: on, o.Resource)))
        .ToLookup(pair => pair.On, pair => pair.Resource);

    private static ILookup<ResourceId, Link> Links(Snapshot observed) => observed.Resources
        .Select(o => o.Resource).OfType<Link>()
        .SelectMany(link => link.Provides.Select(id => (id, link)))
        .ToLookup(pair => pair.id, pair => pair.link);
}
