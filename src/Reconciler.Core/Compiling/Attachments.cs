using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>Decides what attachments leave unsaid: namespaces, interface names, MAC addresses, who gives the default route.</summary>
internal sealed class Attachments(DocumentSet documents, OwnershipMark mark, Snapshot observed, Wishes wishes)
{
    private readonly HashSet<LinkPlace> interfacesTaken = new(documents.Attachments.Count);
    private readonly HashSet<DocumentId> leftAlone = [.. documents.LeftAlone.Select(a => a.Id)];
    private readonly AddressPins pins = new(documents);
    private readonly Dictionary<string, Document<NetworkSpec>> networks = documents.Networks.ToDictionary(n => n.Name);

    /// <summary>The networks in document order, each with those of its attachments whose container is there.</summary>
    public ValueList<AttachedNetwork> Resolve()
    {
        Document<ContainerAttachmentSpec>[] claiming = [.. documents.Claiming];
        foreach (Document<ContainerAttachmentSpec> attachment in claiming)
        {
            if (attachment.Spec.Interface is string said)
                interfacesTaken.Add(new(NamespaceOf(attachment.Spec.Container), said));
        }
        ILookup<string, Document<ContainerAttachmentSpec>> all = claiming.ToLookup(a => a.Spec.Network);
        ILookup<string, Document<ContainerAttachmentSpec>> present = documents.Attachments.Where(IsPresent).ToLookup(a => a.Spec.Network);
        HashSet<string> names = [.. present.SelectMany(g => g).Concat(documents.LeftAlone.Where(a => observed.Has(NamespaceOf(a.Spec.Container)))).Select(a => a.Name)];
        Document<ContainerAttachmentSpec>[] inOrder = [.. claiming.Where(a => names.Contains(a.Name))];
        Dictionary<string, string> interfaces = inOrder.ToDictionary(a => a.Name, InterfaceOf);
        IReadOnlyDictionary<string, ValueList<IpFamily>> defaultRoutes = new DefaultRoutes(documents, observed, wishes).Choose(inOrder);
        return documents.Networks.Select(n => Attach(n, all[n.Name], present[n.Name].ToValueList(), interfaces, defaultRoutes)).ToValueList();
    }

    /// <summary>The namespace that a container names.</summary>
    public static NamespaceId NamespaceOf(ContainerSpec said) => said switch
    {
        ContainerSpec.Netns netns => NamespaceId.Named(netns.Name),
        ContainerSpec.NamespaceFile file => NamespaceId.File(file.Path),
        ContainerSpec.Process process => NamespaceId.File(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/ns/net")),
        ContainerSpec.OfEngine container => NamespaceId.OfContainer(container.Engine, container.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(said), said, "no such container form"),
    };

    private AttachedNetwork Attach(
        Document<NetworkSpec> network,
        IEnumerable<Document<ContainerAttachmentSpec>> all,
        ValueList<Document<ContainerAttachmentSpec>> attachments,
        Dictionary<string, string> interfaces,
        IReadOnlyDictionary<string, ValueList<IpFamily>> defaultRoutes)
    {
        // Those that are waited for have their addresses already, so that nobody else's depend on who came first.
        List<AddressClaim> claims = [];
        foreach (Document<ContainerAttachmentSpec> attachment in all)
        {
            ValueList<IpAddress> held = interfaces.TryGetValue(attachment.Name, out string? known) ? Held(attachment, known) : [];
            claims.Add(new(attachment, pins.Of(attachment.Name), held) { IsLeftAlone = leftAlone.Contains(attachment.Id) });
        }
        ValueList<PeerNode> peers = Peers(network);
        claims.AddRange(peers.SelectMany(p => p.Attachments).Select(a => new AddressClaim(a, pins.Of(a.Name), [])));
        Dictionary<string, ValueList<IpPrefix>> addresses = new AddressAllocator(network, wishes).Allocate(claims);
        return new(
            network,
            BridgeOf(network),
            network.Spec.ReachableFrom.Select(n => BridgeOf(networks[n])).ToValueList(),
            attachments.Select(a => new AttachedContainer(
                a,
                NamespaceOf(a.Spec.Container),
                interfaces[a.Name],
                a.Spec.HostInterface ?? InterfaceNames.HostEnd(a.Name),
                MacOf(a),
                addresses[a.Name],
                defaultRoutes.GetValueOrDefault(a.Name))).ToValueList(),
            peers.Select(p => new AttachedPeer(
                p.Node, p.Attachments.Select(a => new RemoteContainer(a, MacOf(a), addresses[a.Name])).ToValueList())).ToValueList());
    }

    private MacAddress MacOf(Document<ContainerAttachmentSpec> attachment) =>
        attachment.Spec.Mac ?? DerivedMac.Of(mark.Owner, attachment.Spec.Network, attachment.Name);

    // The other nodes that have a part in a network, each with its part.
    private ValueList<PeerNode> Peers(Document<NetworkSpec> network) => !network.Spec.SpansNodes
        ? []
        : documents.Peers
            .Where(p => network.Spec.Overlay?.Includes(p.Node.Name) != false)
            .Select(p => p with { Attachments = p.Attachments.Where(a => a.Spec.Network == network.Name).ToValueList() })
            .ToValueList();

    private static string BridgeOf(Document<NetworkSpec> network) =>
        network.Spec.Bridge.Interface ?? InterfaceNames.Bridge(network.Name);

    private bool IsPresent(Document<ContainerAttachmentSpec> attachment)
    {
        NamespaceId where = NamespaceOf(attachment.Spec.Container);
        if (observed.Has(where) || attachment.Spec.Container is ContainerSpec.Netns { Create: true })
            return true;
        Absence absence = Absence.Of(where, observed.Absences);
        if (absence.Remedy is not null)
            wishes.Report(PlanDiagnostics.EngineNotAskable(attachment, absence));
        bool isUncertain = absence.IsUnanswered && HasHostEnd(attachment);
        Origin origin = new(attachment.Id, attachment.At("spec.container"));
        wishes.Wait(new(origin, where, absence.Reason + (isUncertain ? "; nothing is removed meanwhile" : "")) { IsUncertain = isUncertain });
        return false;
    }

    // The kernel takes it away with the container.
    private bool HasHostEnd(Document<ContainerAttachmentSpec> attachment) =>
        observed.Of(NamespaceId.Host, typeof(Link)).Any(o => o.Ownership == Ownership.Owned && OwnershipMark.DocumentOf(((Link)o.Resource).Alias) == attachment.Id);

    private string InterfaceOf(Document<ContainerAttachmentSpec> attachment)
    {
        if (attachment.Spec.Interface is string said)
            return said;
        NamespaceId where = NamespaceOf(attachment.Spec.Container);
        for (int number = 0; ; number++)
        {
            string name = InterfaceNames.InContainer(number);
            if (interfacesTaken.Add(new(where, name)))
                return name;
        }
    }

    private ValueList<IpAddress> Held(Document<ContainerAttachmentSpec> attachment, string interfaceName)
    {
        ValueList<IpAddress> held = [];
        foreach (Observed found in observed.Of(NamespaceOf(attachment.Spec.Container), typeof(Address)))
        {
            if (found.Resource is Address address && address.Link == interfaceName)
                held = [.. held, address.Prefix.Address];
        }
        return held.Count < 2 ? held : held.Order().ToValueList();
    }
}
