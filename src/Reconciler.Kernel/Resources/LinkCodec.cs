using System.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Links and <c>RTM_NEWLINK</c>.</summary>
internal sealed class LinkCodec : RequestCodec
{
    private static readonly string[] PortFields = ["hairpin", "isolated", "learning", "neigh_suppress"];

    // Several queues for each CPU cost memory and time, and are worth nothing between namespaces.
    private const uint OneQueue = 1;

    // Hundredths of a second. A bridge without STP forwards at once, but tells of each port once more when the delay is over: of a
    // thousand containers a thousand events that tell nothing, 15 seconds after the change.
    private const uint NoForwardDelay = 0;

    // What the kernel takes an alias away for, so that undo can.
    private const string NoAlias = "";

    public override ResourceKind Kind => LinkKind.Instance;

    /// <summary>The links of a namespace; a veth pair of ours is one of them, the host's end.</summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading, Owners owners, LinkTopology topology) => Read(reading, reading.Links, owners, topology);

    /// <inheritdoc cref="Read(NamespaceReading, Owners, LinkTopology)"/>
    /// <param name="some">Those of the namespace's links that matter.</param>
    public static IEnumerable<Observed> Read(NamespaceReading reading, IEnumerable<LinkMessage> some, Owners owners, LinkTopology topology)
    {
        foreach (LinkMessage link in some.Where(l => !l.Flags.HasFlag(LinkFlags.Loopback)))
        {
            Observed observed = owners.Of(Read(reading, link, topology), reading.Id, link);
            if (observed.Ownership == Ownership.Foreign || topology.HostEnd(reading.Id, link) is null)
                yield return observed;
        }
    }

    public override void Write(Step step, RequestContext context)
    {
        Link link = (Link)step.Subject;
        switch (step.Verb)
        {
            case Verb.Create:
                Create(link, context);
                break;
            case Verb.Update when IsNamed(step):
                GiveName(link, context);
                break;
            case Verb.Update:
                Update(link, step.Change, context);
                break;
            case Verb.Activate when link.Type is LinkType.Veth { Peer: VethPeer peer } && step.Namespace == peer.Namespace:
                Activate(peer.ToLink(), LinkKind.PeerPrefix, step.Change, context.Requests);
                break;
            case Verb.Activate when !link.Namespace.IsHost && step.Change is Change.Update:
                Activate(link, "", step.Change, context.Requests);
                break;
            case Verb.Activate:
                SetUp(link.Name, link.Up, context.Requests);
                break;
            default:
                throw new UnreachableException($"{step.Verb} of {link.Id}: links are removed together");
        }
    }

    // A link that has just been made in a container, still under another name.
    private static bool IsNamed(Step step) => step is { Verb: Verb.Update, Change: not Change.Update };

    private static void GiveName(Link link, RequestContext context)
    {
        int index = context.IndexOf(link.BirthName);
        new LinkMessage { Index = index, Name = link.Name }.Write(context.Requests, RouteMessageType.NewLink);
        new LinkMessage { Index = index, Alias = link.Alias, AddressGeneration = ToGeneration(link.LinkLocal) }.Write(context.Requests, RouteMessageType.NewLink);
    }

    // The kernel ignores alias and port options in the message that creates a link, and makes a link-local address at once when
    // the same message brings it up: three messages.
    private static void Create(Link link, RequestContext context)
    {
        new LinkMessage
        {
            Name = link.BirthName,
            Kind = link.Type.Name,
            Options = ToOptions(link.Type),
            Link = link.Parent is null ? null : context.IndexOf(link.Parent),
            NamespaceDescriptor = context.DescriptorOf(link.Namespace),
            Address = link.Address?.ToPhysicalAddress(),
            Mtu = link.Type is LinkType.Bridge ? null : (uint?)link.Mtu,
            Group = link.Group,
            Master = link.Master is null ? null : (uint)context.IndexOf(link.Master),
            Queues = link.Type is LinkType.Veth ? OneQueue : null,
            Peer = link.Type is LinkType.Veth { Peer: VethPeer peer } ? CreatePeer(peer, link.Group, context) : null,
        }.Write(context.Requests, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        if (!link.Namespace.IsHost)
            return;
        new LinkMessage
        {
            Name = link.Name,
            // A bridge's MTU follows the smallest of its ports', back to 1500 with the last, until a message changes it.
            Mtu = link.Type is LinkType.Bridge ? (uint?)link.Mtu : null,
            Alias = link.Alias,
            AddressGeneration = ToGeneration(link.LinkLocal),
            Port = ToPort(link.Port),
        }.Write(context.Afterwards, RouteMessageType.NewLink);
        if (link.Type is LinkType.Veth && link.Up)
            SetUp(link.Name, up: true, context.Afterwards);
    }

    private static LinkMessage CreatePeer(VethPeer peer, uint? group, RequestContext context) => new()
    {
        Name = peer.Name,
        Address = peer.Address?.ToPhysicalAddress(),
        Mtu = (uint?)peer.Mtu,
        Group = group,
        Queues = OneQueue,
        NamespaceDescriptor = context.DescriptorOf(peer.Namespace),
    };

    // The kernel applies port options to the master that a link has before the message, and gives a link that joins a bridge the
    // defaults of its ports: so the master first.
    private static void Update(Link link, Change change, RequestContext context)
    {
        bool joins = IsChanged(change, "master");
        WriteMtu(link.Name, IsChanged(change, "mtu") ? link.Mtu : null, context.Requests);
        WriteOptions(link, change, context.Requests);
        WriteUnlessEmpty(new()
        {
            Name = link.Name,
            Address = IsChanged(change, "address") ? link.Address?.ToPhysicalAddress() : null,
            Group = IsChanged(change, "group") ? link.Group : null,
            Master = joins ? (uint)context.IndexOf(link.Master!) : null,
            Alias = IsChanged(change, "alias") ? link.Alias : null,
            AddressGeneration = IsChanged(change, "link-local") ? ToGeneration(link.LinkLocal) : null,
        }, context.Requests);
        WriteUnlessEmpty(new() { Name = link.Name, Port = joins || PortFields.Any(f => IsChanged(change, f)) ? ToPort(link.Port) : null }, context.Requests);
    }

    // From within the container. A peer that is new lacks only what the message that made it could not say.
    private static void Activate(Link end, string prefix, Change change, MessageWriter requests)
    {
        bool isNew = change is not Change.Update;
        WriteMtu(end.Name, !isNew && IsChanged(change, prefix + "mtu") ? end.Mtu : null, requests);
        WriteOptions(end, change, requests);
        WriteUnlessEmpty(new()
        {
            Name = end.Name,
            Address = !isNew && IsChanged(change, prefix + "address") ? end.Address?.ToPhysicalAddress() : null,
            Group = !isNew && IsChanged(change, prefix + "group") ? end.Group : null,
            Alias = IsChanged(change, prefix + "alias") ? end.Alias : null,
            AddressGeneration = IsChanged(change, prefix + "link-local") ? ToGeneration(end.LinkLocal) : null,
        }, requests);
        if (IsChanged(change, prefix + "up"))
            SetUp(end.Name, end.Up, requests);
    }

    private static void WriteOptions(Link link, Change change, MessageWriter requests)
    {
        if (change is not Change.Update)
            return;
        LinkOptions? changed = link.Type switch
        {
            LinkType.Macvlan when IsChanged(change, "mode") => ToOptions(link.Type),
            LinkType.Vxlan vxlan when IsChanged(change, "local") || IsChanged(change, "vxlan-learning") =>
                new VxlanOptions { Local = vxlan.Local?.ToIPAddress(), Learning = vxlan.Learning },
            _ => null,
        };
        if (changed is not null)
            new LinkMessage { Name = link.Name, Kind = link.Type.Name, Options = changed }.Write(requests, RouteMessageType.NewLink);
    }

    // Below 1280 bytes a link loses IPv6 with all its settings; it has it again only after the message that raises the MTU.
    private static void WriteMtu(string name, int? mtu, MessageWriter requests)
    {
        if (mtu is int bytes)
            new LinkMessage { Name = name, Mtu = (uint)bytes }.Write(requests, RouteMessageType.NewLink);
    }

    private static void WriteUnlessEmpty(LinkMessage settings, MessageWriter requests)
    {
        if (settings != new LinkMessage { Name = settings.Name })
            settings.Write(requests, RouteMessageType.NewLink);
    }

    private static void SetUp(string name, bool up, MessageWriter requests) =>
        new LinkMessage { Name = name, Flags = up ? LinkFlags.Up : LinkFlags.None, Change = LinkFlags.Up }.Write(requests, RouteMessageType.NewLink);

    private static bool IsChanged(Change change, string field) => change is not Change.Update update || update.Fields.Any(f => f.Field == field);

    private static AddressGeneration? ToGeneration(LinkLocal? mode) => (AddressGeneration?)(byte?)mode;

    private static BridgePortOptions? ToPort(BridgePort? port) => port is null ? null : new()
    {
        Hairpin = port.Hairpin,
        Isolated = port.Isolated,
        Learning = port.Learning,
        NeighbourSuppression = port.NeighbourSuppression,
    };

    private static LinkOptions? ToOptions(LinkType type) => type switch
    {
        LinkType.Bridge => new BridgeOptions { ForwardDelay = NoForwardDelay },
        LinkType.Macvlan macvlan => new MacvlanOptions((MacvlanMode)macvlan.Variant),
        LinkType.Vlan vlan => new VlanOptions((ushort)vlan.Id),
        LinkType.Vxlan vxlan => new VxlanOptions
        {
            Id = (uint)vxlan.Vni,
            Local = vxlan.Local?.ToIPAddress(),
            Port = (ushort)vxlan.Port,
            SourcePorts = vxlan.SourcePort == 0 ? null : new(new((ushort)vxlan.SourcePort), new((ushort)(vxlan.SourcePort + 1))),
            Learning = vxlan.Learning,
        },
        _ => null,
    };

    private static Link Read(NamespaceReading reading, LinkMessage link, LinkTopology topology) => new(reading.Id, link.Name!, TypeOf(link, topology))
    {
        Address = link.Address.ToMacAddress(),
        Mtu = (int?)link.Mtu,
        Up = link.Flags.HasFlag(LinkFlags.Up),
        Group = link.Group,
        Alias = link.Alias ?? NoAlias,
        LinkLocal = ToLinkLocal(link),
        Parent = link.Kind is "macvlan" or "vlan" ? topology.Parent(reading, link) : null,
        Master = reading.NameOf((int?)link.Master),
        Port = link.Port is { Hairpin: bool hairpin } port ? new BridgePort(hairpin, port.Isolated ?? false)
        {
            Learning = port.Learning,
            NeighbourSuppression = port.NeighbourSuppression,
        } : null,
    };

    private static LinkType TypeOf(LinkMessage link, LinkTopology topology) => link.Kind switch
    {
        "bridge" => new LinkType.Bridge(),
        "veth" => new LinkType.Veth(topology.ContainerEnd(link) is (NamespaceReading there, LinkMessage peer) ? ReadPeer(there, peer) : null),
        "macvlan" when link.Options is MacvlanOptions options => new LinkType.Macvlan((MacvlanVariant)options.Mode),
        "vxlan" when link.Options is VxlanOptions { Id: uint vni, Port: ushort port } options =>
            new LinkType.Vxlan((int)vni, port, options.Local.ToIpAddress(), options.SourcePorts?.First.Value ?? 0) { Learning = options.Learning ?? false },
        "vlan" when link.Options is VlanOptions options => new LinkType.Vlan(options.Id),
        string kind => new LinkType.Other(kind),
        null => new LinkType.Other("device"),
    };

    private static VethPeer ReadPeer(NamespaceReading there, LinkMessage peer) => new(there.Id, peer.Name!)
    {
        Address = peer.Address.ToMacAddress(),
        Mtu = (int?)peer.Mtu,
        Up = peer.Flags.HasFlag(LinkFlags.Up),
        Alias = peer.Alias ?? NoAlias,
        LinkLocal = ToLinkLocal(peer),
    };

    private static LinkLocal? ToLinkLocal(LinkMessage link) => (LinkLocal?)(byte?)link.AddressGeneration;
}
