using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What each change does to traffic, and to whose.</summary>
internal sealed class Disruption
{
    private const string AttachmentKind = "ContainerAttachment";
    private readonly Dictionary<ResourceId, DocumentId> wantedBy = [];
    private readonly ILookup<ResourceId, Resource> dependents;

    public Disruption(ValueList<Desired> desired, Snapshot observed)
    {
        foreach (Desired wish in desired)
        {
            if (wish.Origin is Origin origin)
                wantedBy[wish.Resource.Id] = origin.Document;
        }
        dependents = observed.Resources
            .SelectMany(o => o.Resource.DependsOn.Select(on => (On: on, o.Resource)))
            .ToLookup(pair => pair.On, pair => pair.Resource);
    }

    public PlannedChange Of(Change change)
    {
        Impact impact = change switch
        {
            Change.Create => Impact.Hitless,
            Change.Update update => update.Fields.Max(f => f.Impact),
            _ => change.Subject.Kind.RemovalImpact,
        };
        return new(change, impact, impact == Impact.Interrupts ? Interrupted(change) : []);
    }

    private ValueList<DocumentId> Interrupted(Change change)
    {
        HashSet<ResourceId> seen = [];
        SortedSet<string> names = new(StringComparer.Ordinal);
        Queue<Resource> standing = new([change.Subject]);
        while (standing.TryDequeue(out Resource? resource))
        {
            if (!seen.Add(resource.Id))
                continue;
            if (DocumentOf(resource) is { Kind: AttachmentKind } attachment)
                names.Add(attachment.Name);
            foreach (Resource dependent in resource.Provides.SelectMany(id => dependents[id]))
                standing.Enqueue(dependent);
        }
        return names.Select(name => new DocumentId(AttachmentKind, name)).ToValueList();
    }

    private DocumentId? DocumentOf(Resource resource) =>
        wantedBy.TryGetValue(resource.Id, out DocumentId document) ? document
        : resource is Link link ? OwnershipMark.DocumentOf(link.Alias)
        : null;
}
