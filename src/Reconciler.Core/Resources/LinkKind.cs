using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>Rules for <see cref="Link"/>.</summary>
public sealed class LinkKind : ResourceKind<Link>
{
    private const string UpField = "up";
    private const string PeerPrefix = "peer.";

    public static LinkKind Instance { get; } = new();

    public override string Name => "link";

    public override Impact RemovalImpact => Impact.Interrupts;

    protected override ValueList<Field<Link>> Fields { get; } =
    [
        new("type", l => l.Type.Name, Mutability.ByReplacing, Impact.Interrupts),
        new("peer", l => Peer(l)?.ToString(), Mutability.ByReplacing, Impact.Interrupts),
        new("address", l => l.Address, Impact: Impact.Interrupts),
        new("mtu", l => l.Mtu),
        new("group", l => l.Group),
        new("alias", l => l.Alias),
        new("link-local", l => l.LinkLocal),
        new("master", l => l.Master, Impact: Impact.Interrupts),
        new("hairpin", l => l.Port?.Hairpin),
        new("isolated", l => l.Port?.Isolated),
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
        yield return new(change, Verb.Create, Stage.CreateLinks, StepRank.Link(IsBridge(link)), link.Namespace);
        if (Peer(link) is VethPeer peer)
            yield return InContainer(change, peer);
        else if (link.Up)
            yield return OnHost(change, link);
    }

    private static IEnumerable<Step> Alter(Change.Update update)
    {
        Link link = (Link)update.Desired;
        if (update.Fields.Any(f => !f.Field.StartsWith(PeerPrefix, StringComparison.Ordinal) && f.Field != UpField))
            yield return new(update, Verb.Update, Stage.CreateLinks, StepRank.Link(IsBridge(link)), link.Namespace);
        if (update.Fields.Any(f => f.Field == UpField))
            yield return OnHost(update, link);
        if (Peer(link) is VethPeer peer && update.Fields.Any(f => f.Field.StartsWith(PeerPrefix, StringComparison.Ordinal)))
            yield return InContainer(update, peer);
    }

    private static Step Remove(Change change, Link link) =>
        new(change, Verb.Delete, Stage.Remove, StepRank.LinkRemoval(IsBridge(link)), link.Namespace);

    private static Step OnHost(Change change, Link link) => new(change, Verb.Activate, Stage.Host, StepRank.Activate, link.Namespace);

    private static Step InContainer(Change change, VethPeer peer) =>
        new(change, Verb.Activate, peer.Namespace.IsHost ? Stage.Host : Stage.Containers, StepRank.Activate, peer.Namespace);

    private static VethPeer? Peer(Link link) => (link.Type as LinkType.Veth)?.Peer;

    private static bool IsBridge(Link link) => link.Type is LinkType.Bridge;
}
