using Reconciler.Core.Resources.Nft;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>The verdicts of both languages.</summary>
internal static class VerdictCodes
{
    private static readonly Dictionary<NftVerdict, VerdictCode> Codes = new()
    {
        [NftVerdict.Accept] = VerdictCode.Accept,
        [NftVerdict.Drop] = VerdictCode.Drop,
        [NftVerdict.Return] = VerdictCode.Return,
        [NftVerdict.Jump] = VerdictCode.Jump,
        [NftVerdict.Goto] = VerdictCode.Goto,
    };

    private static readonly Dictionary<VerdictCode, NftVerdict> Verdicts = Codes.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static VerdictCode Of(NftVerdict verdict) => Codes[verdict];

    /// <summary>The verdict of a code; null for those that no rule of ours has, such as queueing.</summary>
    public static NftVerdict? Of(VerdictCode code) => Verdicts.TryGetValue(code, out NftVerdict verdict) ? verdict : null;
}
