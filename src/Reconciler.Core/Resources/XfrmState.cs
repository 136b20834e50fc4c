using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>
/// A security association (<c>struct xfrm_usersa_info</c>): how what one node sends to another on an encrypted overlay is encrypted; ours
/// carry the owner's number as their reqid.
/// </summary>
/// <param name="Destination">The receiver: by it and the SPI it is found.</param>
public sealed record XfrmState(NamespaceId Namespace, IpAddress Destination, uint Spi) : Resource
{
    /// <summary>AES-GCM as ESP uses it (RFC 4106).</summary>
    public const string AesGcm = "rfc4106(gcm(aes))";

    /// <summary>The sender.</summary>
    public required IpAddress Source { get; init; }

    /// <summary><c>reqid</c>.</summary>
    public required uint RequestId { get; init; }

    /// <summary><c>sel</c>: what it may carry.</summary>
    public UdpFlow? Selector { get; init; }

    /// <summary><c>XFRMA_ALG_AEAD</c>; <c>null</c>: an algorithm of another kind.</summary>
    public string? Algorithm { get; init; } = AesGcm;

    /// <summary>The key.</summary>
    public EspKey? Key { get; init; }

    /// <summary>Whether it protects what the packet carries, and checks neither order nor repetition.</summary>
    public bool IsPlainTransport { get; init; } = true;

    /// <summary>
    /// Whether half of the 2^32 packets that the kernel sends by one state are used up. It stops at the end, since a number that comes
    /// twice would give the key away; made anew, a state counts from 1 under a new random salt.
    /// </summary>
    public bool IsWorn { get; init; }

    protected override ResourceId Identity => new("xfrm-state", Namespace, string.Create(CultureInfo.InvariantCulture, $"{Destination} spi 0x{Spi:x8}"));

    public override ResourceKind Kind => XfrmStateKind.Instance;

    public override string Detail => $"src {Source}";
}

/// <summary>Rules for <see cref="XfrmState"/>: the kernel changes nothing of one that exists.</summary>
public sealed class XfrmStateKind : ResourceKind<XfrmState>
{
    public static XfrmStateKind Instance { get; } = new();

    public override string Name => "xfrm-state";

    // Policies say by which state packets go: one that goes alone is no more gone by, one that is made anew lacks for two requests.
    public override Impact RemovalImpact => Impact.Hitless;

    protected override ValueList<Field<XfrmState>> Fields { get; } =
    [
        Compared("src", s => s.Source, Mutability.ByReplacing),
        Compared("reqid", s => s.RequestId, Mutability.ByReplacing),
        Compared("sel", s => s.Selector, Mutability.ByReplacing),
        Compared("aead", s => s.Algorithm, Mutability.ByReplacing),
        Compared("key", s => s.Key, Mutability.ByReplacing),
        Compared("plain-transport", s => s.IsPlainTransport, Mutability.ByReplacing),
        // An undo leads back to a worn one no more than to any other count.
        Compared("sequence", s => s.IsWorn ? null : "fresh", Mutability.ByReplacing),
    ];

    // What goes for good goes last: until then a policy may still name it.
    public override IEnumerable<Step> Steps(Change change)
    {
        if (change.Removes)
            yield return new(change, Verb.Delete, Stage.Host, change.Makes ? StepRank.ReplaceState : StepRank.RemoveState, change.Id.Namespace);
        if (change.Makes)
            yield return new(change, Verb.Create, Stage.Host, StepRank.AddState, change.Id.Namespace);
    }

    public override IEnumerable<string> Commands(Step step)
    {
        XfrmState state = (XfrmState)step.Subject;
        string identity = string.Create(CultureInfo.InvariantCulture, $"src {state.Source} dst {state.Destination} proto esp spi 0x{state.Spi:x8}");
        return
        [
            Command.Ip(state.Namespace, step.Verb == Verb.Delete
                ? $"xfrm state delete {identity}"
                : string.Create(CultureInfo.InvariantCulture, $"xfrm state add {identity} reqid {state.RequestId} mode transport aead '{state.Algorithm}' $KEY 128 sel {state.Selector}")),
        ];
    }
}
