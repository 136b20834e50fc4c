using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>Rules of others as people read them: what this program does not know is named, and nothing is left out.</summary>
public class RuleTextTests
{
    private static readonly Expression Drop = ImmediateExpression.Verdict(VerdictCode.Drop);

    public static TheoryData<string, Expression[]> Rules => new()
    {
        { "drop", [Drop] },
        { "meta mark 0x01000000 drop", [new MetaExpression(MetaKey.Mark, Register.First), Compare(Comparison.Equal, [1, 0, 0, 0]), Drop] },
        { "meta key 21 != 0x05 drop", [new MetaExpression((MetaKey)21, Register.First), Compare(Comparison.NotEqual, [5]), Drop] },
        { "meta mark set …", [new MetaSetExpression(MetaKey.Mark, Register.First)] },
        { "@nh,64,8 < 0x05 drop", [new PayloadExpression(PayloadBase.Network, 8, 1, Register.First), Compare(Comparison.Less, [5]), Drop] },
        {
            "@ll,96,16 & 0xff00 >= 0x0800",
            [new PayloadExpression(PayloadBase.LinkLayer, 12, 2, Register.First), new BitwiseExpression(Register.First, Register.First, [0xff, 0], [0, 0]), Compare(Comparison.GreaterOrEqual, [8, 0])]
        },
        { "@th,24,8 > 0x08 @th,24,8 <= 0x09", [Type, Compare(Comparison.Greater, [8]), Type, Compare(Comparison.LessOrEqual, [9])] },
        { "ct mark 0x01000000", [new ConntrackExpression(ConntrackKey.Mark, Register.First), Compare(Comparison.Equal, [1, 0, 0, 0])] },
        { "ct … 0x01", [new ConntrackExpression((ConntrackKey)9, Register.First), Compare(Comparison.Equal, [1])] },
        { "counter limit … log reject", [new CounterExpression(7, 500), new OpaqueExpression("limit", [8, 0, 1, 0]), new OpaqueExpression("log", []), new OpaqueExpression("reject", [])] },
        { "xt match \"conntrack\" xt target \"LOG\"", [new OpaqueExpression("match", [14, 0, 1, 0, .. "conntrack\0"u8]), new OpaqueExpression("target", [8, 0, 1, 0, .. "LOG\0"u8])] },
        { "xt match \"\"", [new OpaqueExpression("match", [])] },
        { "@th,24,8 != @types", [Type, new LookupExpression("types", Register.First, null, Inverted: true)] },
        { "@th,24,8 vmap @types", [Type, new LookupExpression("types", Register.First, Register.Verdict)] },
        { "@th,24,8 map @types", [Type, new LookupExpression("types", Register.First, Register.First)] },
    };

    private static Expression Type => new PayloadExpression(PayloadBase.Transport, 3, 1, Register.First);

    private static CompareExpression Compare(Comparison operation, Bytes value) => new(Register.First, operation, value);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_is_written_whole(string text, Expression[] expressions) =>
        Assert.Equal(text, RuleText.Of(new(NetfilterFamily.Inet, "t", "c") { Expressions = expressions }));

    [Theory]
    [InlineData("", "drop")]
    [InlineData("000668656c6c6f00", "drop comment \"hello\"")]
    [InlineData("000968656c6c6f00", "drop")]
    [InlineData("010668656c6c6f00", "drop")]
    public void A_comment_stands_behind_it(string userData, string text) =>
        Assert.Equal(text, RuleText.Of(new(NetfilterFamily.Inet, "t", "c") { Expressions = [Drop], UserData = Bytes.FromHex(userData) }));
}
