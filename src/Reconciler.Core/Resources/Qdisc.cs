using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>
/// The root queueing discipline of a link (<c>struct tcmsg</c>): a token bucket (tc-tbf(8)) that limits what the link sends; ours have
/// the handle 52:.
/// </summary>
/// <param name="Discipline"><c>TCA_KIND</c>; another than <see cref="TokenBucket"/> is somebody else's.</param>
public sealed record Qdisc(NamespaceId Namespace, string Link, string Discipline) : Resource
{
    /// <summary><c>TCA_KIND</c> of ours.</summary>
    public const string TokenBucket = "tbf";

    // What may be sent at once after a pause: enough for the largest packets that the kernel hands over, and for 10 ms.
    private const long SmallestBurst = 64 * 1024;
    private const long BurstsPerSecond = 100;

    // How long a packet waits at most before it is dropped.
    private const long QueuesPerSecond = 20;

    /// <summary>What the link may send.</summary>
    public BitRate? Rate { get; init; }

    /// <summary>Length of burst and queue together, in bytes (<c>tc_tbf_qopt.limit</c>).</summary>
    public long? Limit { get; init; }

    /// <summary>What may be sent at once after a pause, in bytes (<c>TCA_TBF_BURST</c>); follows from the rate.</summary>
    public long Burst => BurstOf(Rate.GetValueOrDefault());

    /// <summary>The limit of a rate.</summary>
    public static Qdisc Limiting(NamespaceId where, string link, BitRate rate) =>
        new(where, link, TokenBucket) { Rate = rate, Limit = BurstOf(rate) + rate.BytesPerSecond / QueuesPerSecond };

    protected override ResourceId Identity => new("qdisc", Namespace, $"{Link} root");

    public override ResourceKind Kind => QdiscKind.Instance;

    public override string Detail => $"{Discipline}{(Rate is null ? "" : $" rate {Rate}")}";

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => [Resources.Link.IdOf(Namespace, Link)];

    private static long BurstOf(BitRate rate) => Math.Max(SmallestBurst, rate.BytesPerSecond / BurstsPerSecond);
}

/// <summary>Rules for <see cref="Qdisc"/>.</summary>
public sealed class QdiscKind : ResourceKind<Qdisc>
{
    public static QdiscKind Instance { get; } = new();

    public override string Name => "qdisc";

    public override Impact RemovalImpact => Impact.Hitless;

    public override bool IsLeaf => true;

    protected override ValueList<Field<Qdisc>> Fields { get; } = [Compared("rate", q => q.Rate), Compared("limit", q => q.Limit)];

    public override IEnumerable<Step> Steps(Change change) => PresenceSteps.Of(change, StepRank.Qdisc);

    public override IEnumerable<string> Commands(Step step)
    {
        Qdisc qdisc = (Qdisc)step.Subject;
        return
        [
            Command.In(qdisc.Namespace, step.Verb == Verb.Delete
                ? $"tc qdisc del dev {qdisc.Link} root"
                : string.Create(CultureInfo.InvariantCulture, $"tc qdisc replace dev {qdisc.Link} root handle 52: tbf rate {qdisc.Rate} burst {qdisc.Burst} limit {qdisc.Limit}")),
        ];
    }
}
