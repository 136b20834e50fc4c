using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>Rules for <see cref="Link"/>.</summary>
public sealed class LinkKind : ResourceKind<Link>
{
    private const string UpField = "up";

    /// <summary>Before the names of fields of a veth's peer.</summary>
    public const string PeerPrefix = "peer.";

    public static LinkKind Instance { get; } = new();

    public override string Name => "link";

    public override Impact RemovalImpact => Impact.Interrupts;

    protected override ValueList<Field<Link>> Fields { get; } =
    [
        new("type", l => l.Type.Name, Mutability.ByReplacing, Impact.Interrupts),
        new("peer", l => Peer(l)?.ToString(), Mutability.ByReplacing, Impact.Interrupts),
        new("parent", l => l.Parent, Mutability.ByReplacing, Impact.Interrupts),
        new("vlan-id", l => (l.Type as LinkType.Vlan)?.Id, Mutability.ByReplacing, Impact.Interrupts),
        // The kernel changes neither to nor from it.
        new("passthru", l => Variant(l) is MacvlanVariant variant ? variant == MacvlanVariant.Passthru : null, Mutability.ByReplacing, Impact.Interrupts),
        new("mode", l => Variant(l)),
        new("vni", l => Vxlan(l)?.Vni, Mutability.ByReplacing, Impact.Interrupts),
        new("port", l => Vxlan(l)?.Port, Mutability.ByReplacing, Impact.Interrupts),
        new("srcport", l => Vxlan(l)?.SourcePort, Mutability.ByReplacing, Impact.Interrupts),
        new("local", l => Vxlan(l)?.Local, Impact: Impact.Interrupts),
        new("vxlan-learning", l => Vxlan(l)?.Learning),
        new("address", l => l.Address, Impact: Impact.Interrupts),
        new("mtu", l => l.Mtu),
        new("group", l => l.Group),
        new("alias", l => l.Alias),
        new("link-local", l => l.LinkLocal),
        new("master", l => l.Master, Impact: Impact.Interrupts),
        new("hairpin", l => l.Port?.Hairpin),
        new("isolated", l => l.Port?.Isolated),
        new("learning", l => l.Port?.Learning),
        new("neigh_suppress", l => l.Port?.NeighbourSuppression),
        new(UpField, l => l.Up),
        new(PeerPrefix + "address", l => Peer(l)?.Address, Impact: Impact.Interrupts),
        new(PeerPrefix + "mtu", l => Peer(l)?.Mtu),
        new(PeerPrefix + "alias", l => Peer(l)?.Alias),
        new(PeerPrefix + "link-local", l => Peer(l)?.LinkLocal),
        new(PeerPrefix + UpField, l => Peer(l)?.Up),
    ];

    public override IEnumerable<Step> Steps(Change change) => change switch
    {
        Change.Create => Make(change),
        Change.Update update => Alter(update),
        Change.Replace { Vanishes: true } => Make(change),
        Change.Replace replace => [Remove(change, (Link)replace.Observed), .. Make(change)],
        Change.Delete delete => [Remove(change, (Link)delete.Observed)],
        _ => [],
    };

    public override IEnumerable<string> Commands(Step step) => LinkCommands.Of(step);

    // A bridge comes up after its ports are in it: each port that joins a bridge in service costs a storm of notifications.
    // A veth's host end comes up with its creation (its bridge is still down), its container end from within the container.
    private static IEnumerable<Step> Make(Change change)
    {
        Link link = (Link)change.Subject;
        yield return new(change, Verb.Create, Stage.CreateLinks, StepRank.Link(CarriesOthers(link)), NamespaceId.Host);
        if (Peer(link) is VethPeer peer)
        {
            yield return InContainer(change, peer.Namespace);
        }
        else if (link.Namespace.IsHost)
        {
            if (link.Up)
                yield return OnHost(change, link);
        }
        else
        {
            yield return new(change, Verb.Update, Stage.CreateLinks, StepRank.NameLink, link.Namespace);
            if (link.Up)
                yield return InContainer(change, link.Namespace);
        }
    }

    private static IEnumerable<Step> Alter(Change.Update update)
    {
        Link link = (Link)update.Desired;
        if (!link.Namespace.IsHost)
        {
            yield return InContainer(update, link.Namespace);
            yield break;
        }
        if (update.Fields.Any(f => !f.Field.StartsWith(PeerPrefix, StringComparison.Ordinal) && f.Field != UpField))
            yield return new(update, Verb.Update, Stage.CreateLinks, StepRank.Link(CarriesOthers(link)), link.Namespace);
        if (update.Fields.Any(f => f.Field == UpField))
            yield return OnHost(update, link);
        if (Peer(link) is VethPeer peer && update.Fields.Any(f => f.Field.StartsWith(PeerPrefix, StringComparison.Ordinal)))
            yield return InContainer(update, peer.Namespace);
    }

    private static Step Remove(Change change, Link link) =>
        new(change, Verb.Delete, Stage.Remove, StepRank.LinkRemoval(CarriesOthers(link)), link.Namespace);

    private static Step OnHost(Change change, Link link) => new(change, Verb.Activate, Stage.Host, StepRank.Activate, link.Namespace);

    private static Step InContainer(Change change, NamespaceId where) =>
        new(change, Verb.Activate, where.IsHost ? Stage.Host : Stage.Containers, StepRank.Activate, where);

    private static VethPeer? Peer(Link link) => (link.Type as LinkType.Veth)?.Peer;

    private static MacvlanVariant? Variant(Link link) => (link.Type as LinkType.Macvlan)?.Variant;

    private static LinkType.Vxlan? Vxlan(Link link) => link.Type as LinkType.Vxlan;

    private static bool CarriesOthers(Link link) => link.Type is LinkType.Bridge or LinkType.Vlan;
}
