using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Proving;

/// <summary>
/// The places of documents as one live host sees them: its own containers, with the addresses that they have; and those of other nodes,
/// of which it knows what the documents say.
/// </summary>
public sealed class LivePlaces
{
    private const string NotAttached = "it is not attached";

    private readonly Place outside = new(LaboratoryLayout.OutsideName, NamespaceId.Host, LaboratoryLayout.OutsideName, []);
    private readonly Dictionary<DocumentId, string> absences;
    private readonly HashSet<Place> absent;

    /// <param name="documents">Those of all nodes.</param>
    /// <param name="node">The one that the host is.</param>
    /// <param name="pending">Containers that are waited for.</param>
    public LivePlaces(DocumentSet documents, string node, Snapshot observed, ValueList<PendingContainer> pending)
    {
        HostName = documents.NodeNames.Count > 0 ? node : LaboratoryLayout.OnlyHost;
        DocumentSet part = documents.On(node);
        Place host = new(HostName, NamespaceId.Host, HostName, HostAddresses.Of(observed, part.Here));
        PlacedAttachment[] own = [.. Placements.On(host, part, observed)];
        Questions = new([.. own, .. OfOthers(documents, node)], [host, .. OtherHosts(documents, node)], outside) { Networks = documents.Networks };
        absences = Absences(own, documents, observed, pending);
        absent = [.. own.Where(a => absences.ContainsKey(a.Document.Id)).Select(a => a.Place)];
    }

    /// <summary>As places are called that are on this host.</summary>
    public string HostName { get; }

    /// <summary>All questions, whoever can ask them.</summary>
    public ProbePlan Questions { get; }

    /// <summary>Whether a container runs on this host, there or not.</summary>
    public bool IsHere(Place place) => place.Host == HostName && place != outside;

    /// <summary>Whether a container runs on this host and is not there, or not attached.</summary>
    public bool IsAbsent(Place place) => absent.Contains(place);

    /// <summary>Why a container of this host cannot be asked; <c>null</c>: it can.</summary>
    public string? AbsenceOf(Document<ContainerAttachmentSpec> attachment) => absences.GetValueOrDefault(attachment.Id);

    private static IEnumerable<PlacedAttachment> OfOthers(DocumentSet documents, string node)
    {
        AddressPins pins = new(documents);
        return documents.Attachments.Where(a => a.Spec.Node is string other && other != node).Select(a => new PlacedAttachment(
            a, new(a.Spec.Node!, Compiler.NamespaceOf(a.Spec.Container), a.Name, a.Spec.Addresses.Concat(pins.Of(a.Name)).Distinct().ToValueList())));
    }

    private static IEnumerable<Place> OtherHosts(DocumentSet documents, string node)
    {
        ILookup<string, IpAddress> addresses = documents.Nodes.ToLookup(n => n.Name, n => n.Spec.Address);
        return documents.NodeNames
            .Where(other => other != node)
            .Select(other => new Place(other, NamespaceId.Host, other, addresses[other].ToValueList()));
    }

    private static Dictionary<DocumentId, string> Absences(
        PlacedAttachment[] own, DocumentSet documents, Snapshot observed, ValueList<PendingContainer> pending)
    {
        HashSet<string> withAddresses = [.. documents.Networks.Where(n => n.Spec.Subnets.Count > 0).Select(n => n.Name)];
        Dictionary<DocumentId, string> reasons = pending.DistinctBy(p => p.Origin.Document).ToDictionary(p => p.Origin.Document, p => p.Reason);
        foreach (PlacedAttachment attachment in own)
        {
            bool isThere = observed.Has(attachment.Place.Namespace) && (attachment.Place.Addresses.Count > 0 || !withAddresses.Contains(attachment.Document.Spec.Network));
            if (!isThere)
                reasons.TryAdd(attachment.Document.Id, NotAttached);
        }
        return reasons;
    }
}
