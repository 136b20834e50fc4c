using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>A permanent neighbour (<c>struct ndmsg</c>): the MAC address of an IP address; ours carry protocol 82.</summary>
/// <param name="Link">The bridge of an overlay.</param>
public sealed record Neighbour(NamespaceId Namespace, string Link, IpAddress Address) : Resource
{
    /// <summary><c>NDA_LLADDR</c>; <c>null</c> when the kernel could not find it out.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary><c>NUD_PERMANENT</c>: it does not age, and is never asked for.</summary>
    public bool Permanent { get; init; } = true;

    /// <summary><c>NDA_PROTOCOL</c>: who made it.</summary>
    public byte Protocol { get; init; } = OwnershipMark.Protocol;

    protected override ResourceId Identity => new("neighbour", Namespace, $"{Link}/{Address}");

    public override ResourceKind Kind => NeighbourKind.Instance;

    public override string Detail => $"lladdr {Mac}";

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => [Resources.Link.IdOf(Namespace, Link)];
}

/// <summary>Rules for <see cref="Neighbour"/>. What goes is the address of nobody any more.</summary>
public sealed class NeighbourKind : ResourceKind<Neighbour>
{
    public static NeighbourKind Instance { get; } = new();

    public override string Name => "neighbour";

    public override Impact RemovalImpact => Impact.Hitless;

    public override bool IsLeaf => true;

    protected override ValueList<Field<Neighbour>> Fields { get; } =
    [
        Compared("lladdr", n => n.Mac),
        Compared("permanent", n => n.Permanent),
        Compared("protocol", n => n.Protocol),
    ];

    public override IEnumerable<Step> Steps(Change change) => PresenceSteps.Of(change, StepRank.Neighbour);

    public override IEnumerable<string> Commands(Step step)
    {
        Neighbour neighbour = (Neighbour)step.Subject;
        return
        [
            Command.Ip(neighbour.Namespace, step.Verb == Verb.Delete
                ? $"neigh del {neighbour.Address} dev {neighbour.Link}"
                : $"neigh replace {neighbour.Address} lladdr {neighbour.Mac} dev {neighbour.Link} nud permanent protocol {OwnershipMark.Protocol}"),
        ];
    }
}
