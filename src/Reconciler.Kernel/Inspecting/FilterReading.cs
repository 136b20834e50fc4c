using System.Text;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Inspecting;

/// <summary>Reads a rule as far as it is about interfaces, from nft or from iptables.</summary>
internal static class FilterReading
{
    public static FilterRule Of(Rule rule)
    {
        FilterRule read = new(null, null, AsksMore: false, FilterVerdict.None);
        Expression[] all = [.. rule.Expressions];
        for (int i = 0; i < all.Length;)
        {
            StatementLifting.Lifted lifted = StatementLifting.First(all.AsSpan(i));
            if (lifted.Statement is NftStatement.Translated)
            {
                read = read with { OfTranslated = true };
                i += lifted.Count;
            }
            else if (Named(all.AsSpan(i)) is (MetaKey key, string name))
            {
                read = key == MetaKey.InputInterfaceName ? read with { Input = name } : read with { Output = name };
                i += 2;
            }
            else
            {
                read = With(read, all[i]);
                i++;
            }
        }
        return read;
    }

    // The name of an interface ends with a zero; what does not is the beginning of names.
    private static (MetaKey Key, string Name)? Named(ReadOnlySpan<Expression> expressions) =>
        expressions is [MetaExpression { Key: MetaKey.InputInterfaceName or MetaKey.OutputInterfaceName } load, CompareExpression { Operation: Comparison.Equal } compare, ..]
            && load.Destination == compare.Source
            ? (load.Key, compare.Value.Span.IndexOf((byte)0) is int end and >= 0 ? Encoding.UTF8.GetString(compare.Value.Span[..end]) : Encoding.UTF8.GetString(compare.Value.Span) + "*")
            : null;

    private static FilterRule With(FilterRule rule, Expression expression) => expression switch
    {
        ImmediateExpression { Value: Data.Verdict verdict } => rule with { Verdict = VerdictOf(verdict.Code), Chain = verdict.Chain },
        OpaqueExpression { Name: "reject" } => rule with { Verdict = FilterVerdict.Drop },
        OpaqueExpression { Name: "target" } target => XtExpression.NameOf(target) == "REJECT" ? rule with { Verdict = FilterVerdict.Drop } : rule,
        CounterExpression or MetaSetExpression or ImmediateExpression or OpaqueExpression { Name: "log" } => rule,
        OpaqueExpression { Name: "match" } match when XtExpression.NameOf(match) == "comment" => rule,
        _ => rule with { AsksMore = true },
    };

    private static FilterVerdict VerdictOf(VerdictCode code) => code switch
    {
        VerdictCode.Accept => FilterVerdict.Accept,
        VerdictCode.Drop => FilterVerdict.Drop,
        VerdictCode.Jump => FilterVerdict.Jump,
        VerdictCode.Goto => FilterVerdict.Goto,
        VerdictCode.Return => FilterVerdict.Return,
        _ => FilterVerdict.None,
    };
}
