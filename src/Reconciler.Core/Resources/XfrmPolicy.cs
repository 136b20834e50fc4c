using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>
/// What makes the packets of an encrypted overlay go by a security association (<c>struct xfrm_userpolicy_info</c>, direction out); ours
/// name states with the owner's number as their reqid.
/// </summary>
public sealed record XfrmPolicy(NamespaceId Namespace, UdpFlow Selector) : Resource
{
    /// <summary><c>priority</c> of ours.</summary>
    public const uint DefaultPriority = 82;

    /// <summary>The SPI of the state by which the packets go.</summary>
    public uint Spi { get; init; }

    /// <summary><c>reqid</c> of the state.</summary>
    public uint RequestId { get; init; }

    /// <summary><c>priority</c>: lower ones are asked first.</summary>
    public uint Priority { get; init; } = DefaultPriority;

    /// <summary>Whether it is one template of ESP in transport mode, from address to address, without which nothing is sent.</summary>
    public bool IsRequiredTransport { get; init; } = true;

    protected override ResourceId Identity => new("xfrm-policy", Namespace, $"out {Selector}");

    public override ResourceKind Kind => XfrmPolicyKind.Instance;

    public override string Detail => string.Create(CultureInfo.InvariantCulture, $"spi 0x{Spi:x8}");
}

/// <summary>Rules for <see cref="XfrmPolicy"/>: the kernel replaces one in an instant, so that a change of keys loses no packet.</summary>
public sealed class XfrmPolicyKind : ResourceKind<XfrmPolicy>
{
    public static XfrmPolicyKind Instance { get; } = new();

    public override string Name => "xfrm-policy";

    public override Impact RemovalImpact => Impact.Interrupts;

    protected override ValueList<Field<XfrmPolicy>> Fields { get; } =
    [
        Compared("spi", p => string.Create(CultureInfo.InvariantCulture, $"0x{p.Spi:x8}")),
        Compared("reqid", p => p.RequestId),
        Compared("priority", p => p.Priority),
        Compared("required-transport", p => p.IsRequiredTransport),
    ];

    public override IEnumerable<Step> Steps(Change change)
    {
        if (change.Removes)
            yield return new(change, Verb.Delete, Stage.Remove, StepRank.RemovePolicy, change.Id.Namespace);
        if (change is Change.Update)
            yield return new(change, Verb.Update, Stage.Host, StepRank.AddPolicy, change.Id.Namespace);
        if (change.Makes)
            yield return new(change, Verb.Create, Stage.Host, StepRank.AddPolicy, change.Id.Namespace);
    }

    public override IEnumerable<string> Commands(Step step)
    {
        XfrmPolicy policy = (XfrmPolicy)step.Subject;
        UdpFlow flow = policy.Selector;
        return
        [
            Command.Ip(policy.Namespace, step.Verb == Verb.Delete
                ? $"xfrm policy delete {flow} dir out"
                : string.Create(CultureInfo.InvariantCulture,
                    $"xfrm policy update {flow} dir out priority {policy.Priority} tmpl src {flow.Source} dst {flow.Destination} proto esp spi 0x{policy.Spi:x8} reqid {policy.RequestId} mode transport")),
        ];
    }
}
