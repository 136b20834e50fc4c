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
        Compared("type", l => l.Type.Name, Mutability.ByReplacing, Impact.Interrupts),
        Compared("peer", l => Peer(l)?.Place, Mutability.ByReplacing, Impact.Interrupts),
        Compared("parent", l => l.Parent, Mutability.ByReplacing, Impact.Interrupts),
        Compared("vlan-id", l => (l.Type as LinkType.Vlan)?.Id, Mutability.ByReplacing, Impact.Interrupts),
        // The kernel changes neither to nor from it.
        Compared("passthru", l => Variant(l) is MacvlanVariant variant ? variant == MacvlanVariant.Passthru : (bool?)null, Mutability.ByReplacing, Impact.Interrupts),
        Compared("mode", l => Variant(l)),
        Compared("vni", l => Vxlan(l)?.Vni, Mutability.ByReplacing, Impact.Interrupts),
        Compared("port", l => Vxlan(l)?.Port, Mutability.ByReplacing, Impact.Interrupts),
        Compared("srcport", l => Vxlan(l)?.SourcePort, Mutability.ByReplacing, Impact.Interrupts),
        Compared("local", l => Vxlan(l)?.Local, impact: Impact.Interrupts),
        Compared("vxlan-learning", l => Vxlan(l)?.Learning),
        Compared("address", l => l.Address, impact: Impact.Interrupts),
        Compared("mtu", l => l.Mtu),
        Compared("group", l => l.Group),
        Compared("alias", l => l.Alias),
        Compared("link-local", l => l.LinkLocal),
        Compared("master", l => l.Master, impact: Impact.Interrupts),
        Compared("hairpin", l => l.Port?.Hairpin),
        Compared("isolated", l => l.Port?.Isolated),
        Compared("learning", l => l.Port?.Learning),
        Compared("neigh_suppress", l => l.Port?.NeighbourSuppression),
        Compared(UpField, l => l.Up),
        Compared(PeerPrefix + "address", l => Peer(l)?.Address, impact: Impact.Interrupts),
        Compared(PeerPrefix + "mtu", l => Peer(l)?.Mtu),
        Compared(PeerPrefix + "alias", l => Peer(l)?.Alias),
        Compared(PeerPrefix + "link-local", l => Peer(l)?.LinkLocal),
        Compared(PeerPrefix + UpField, l => Peer(l)?.Up),
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
