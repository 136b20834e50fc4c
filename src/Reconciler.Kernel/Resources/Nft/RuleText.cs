using System.Globalization;
using System.Text;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>
/// Any rule for people, in nft's words as far as this program knows them. Of what it does not know the kernel's name stands there, with
/// dots; nothing is left out.
/// </summary>
internal static class RuleText
{
    // Attributes of user data: NFTNL_UDATA_RULE_COMMENT of libnftnl's udata.h, a type and a length of one byte each.
    private const byte Comment = 0;

    private static readonly Dictionary<MetaKey, string> MetaWords = new()
    {
        [MetaKey.Mark] = "meta mark",
        [(MetaKey)4] = "iif",
        [(MetaKey)5] = "oif",
        [(MetaKey)10] = "meta skuid",
        [(MetaKey)11] = "meta skgid",
        [MetaKey.Trace] = "meta nftrace",
    };

    public static string Of(Rule rule) => string.Join(' ', [.. Words(rule.Expressions), .. CommentIn(rule.UserData)]);

    private static IEnumerable<string> Words(IReadOnlyList<Expression> expressions)
    {
        Expression[] all = [.. expressions];
        for (int i = 0; i < all.Length;)
        {
            StatementLifting.Lifted lifted = StatementLifting.First(all.AsSpan(i));
            yield return lifted.Statement is Core.Resources.Nft.NftStatement.Opaque ? Word(all[i]) : lifted.Statement.ToString();
            i += lifted.Count;
        }
    }

    private static string Word(Expression expression) => expression switch
    {
        MetaExpression meta => Named(MetaWords, meta.Key, "meta"),
        MetaSetExpression meta => $"{Named(MetaWords, meta.Key, "meta")} set …",
        ConntrackExpression { Key: ConntrackKey.State or ConntrackKey.Status or ConntrackKey.Mark } ct => $"ct {ct.Key.ToString().ToLowerInvariant()}",
        PayloadExpression payload => Raw(payload),
        CompareExpression compare => Compared(compare),
        BitwiseExpression mask => $"& 0x{mask.Mask}",
        LookupExpression { Destination: null } lookup => $"{(lookup.Inverted ? "!= " : "")}@{lookup.Set}",
        LookupExpression lookup => $"{(lookup.Destination == Register.Verdict ? "vmap" : "map")} @{lookup.Set}",
        CounterExpression => "counter",
        OpaqueExpression { Name: "log" or "reject" or "notrack" } plain => plain.Name,
        OpaqueExpression { Name: "match" or "target" } foreign => $"xt {foreign.Name} \"{FirstText(foreign.Data)}\"",
        _ => $"{expression.Name} …",
    };

    private static string Named(Dictionary<MetaKey, string> words, MetaKey key, string kind) =>
        words.TryGetValue(key, out string? word) ? word : string.Create(CultureInfo.InvariantCulture, $"{kind} key {(uint)key}");

    // nft's own form for what it has no name for: base, offset and length in bits.
    private static string Raw(PayloadExpression payload) => string.Create(
        CultureInfo.InvariantCulture,
        $"@{payload.Base switch { PayloadBase.Network => "nh", PayloadBase.Transport => "th", _ => "ll" }},{payload.Offset * 8},{payload.Length * 8}");

    private static string Compared(CompareExpression compare)
    {
        string operation = compare.Operation switch
        {
            Comparison.Equal => "",
            Comparison.NotEqual => "!= ",
            Comparison.Less => "< ",
            Comparison.LessOrEqual => "<= ",
            Comparison.Greater => "> ",
            _ => ">= ",
        };
        return $"{operation}0x{compare.Value}";
    }

    // NFTA_MATCH_NAME and NFTA_TARGET_NAME, which come first: two bytes of length, two of type, then text.
    private static string FirstText(Bytes attributes)
    {
        ReadOnlySpan<byte> text = attributes.Length > 4 ? attributes.Span[4..] : default;
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    private static IEnumerable<string> CommentIn(Bytes userData) => userData.Length > 2 && userData.Span[0] == Comment && userData.Span[1] == userData.Length - 2
        ? [$"comment \"{Encoding.UTF8.GetString(userData.Span[2..]).TrimEnd('\0')}\""]
        : [];
}
