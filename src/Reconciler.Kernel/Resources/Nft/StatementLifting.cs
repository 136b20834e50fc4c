using System.Runtime.InteropServices;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>
/// Expressions to statements: exactly those that <see cref="StatementLowering"/> makes of them, everything else opaque, so that a
/// rule that does anything more or less than wished never equals the wish.
/// </summary>
internal static class StatementLifting
{
    private static readonly Pattern[] Patterns =
        [Family, EtherType, ForThisHost, ConnectionBits, Masquerade, Verdict, Nat, InSet, Vni, Ipsec, Match, MaskedMatch];

    /// <summary>A statement that the first expressions make, and how many of them; null when they make none of its form.</summary>
    private delegate Lifted? Pattern(ReadOnlySpan<Expression> expressions);

    public static IEnumerable<NftStatement> Lift(IReadOnlyList<Expression> expressions)
    {
        Expression[] all = [.. expressions.Where(e => !IsWithoutEffect(e))];
        for (int i = 0; i < all.Length;)
        {
            Lifted lifted = First(all.AsSpan(i));
            yield return lifted.Statement;
            i += lifted.Count;
        }
    }

    // nft converts the protocol's one byte to network order where it is a part of a range.
    private static bool IsWithoutEffect(Expression expression) => expression is ByteOrderExpression { Length: 1 } order && order.Source == order.Destination;

    /// <summary>The statement that an unfinished list of expressions begins with.</summary>
    public static Lifted First(ReadOnlySpan<Expression> expressions)
    {
        foreach (Pattern pattern in Patterns)
        {
            if (pattern(expressions) is { } lifted)
                return lifted;
        }

        return new(OpaqueStatement.Lift(expressions[0]), 1);
    }

    private static Lifted? Family(ReadOnlySpan<Expression> expressions)
    {
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            if (StartsWith(expressions, new NftStatement.Family(family)) is { } lifted)
                return lifted;
        }

        return null;
    }

    private static Lifted? EtherType(ReadOnlySpan<Expression> expressions)
    {
        foreach (NftEtherType type in Enum.GetValues<NftEtherType>())
        {
            if (StartsWith(expressions, new NftStatement.EtherType(type)) is { } lifted)
                return lifted;
        }

        return null;
    }

    private static Lifted? ForThisHost(ReadOnlySpan<Expression> expressions) => StartsWith(expressions, new NftStatement.ForThisHost());

    private static Lifted? Masquerade(ReadOnlySpan<Expression> expressions) => StartsWith(expressions, new NftStatement.Masquerade());

    private static Lifted? ConnectionBits(ReadOnlySpan<Expression> expressions) =>
        expressions is [ConntrackExpression load, BitwiseExpression { Mask: { Length: sizeof(uint) } mask }, ..]
            ? StartsWith(expressions, load.Key == ConntrackKey.State
                ? new NftStatement.ConnectionState((ConnectionStates)MemoryMarshal.Read<uint>(mask.Span))
                : new NftStatement.Translated())
            : null;

    private static Lifted? Verdict(ReadOnlySpan<Expression> expressions) =>
        expressions is [ImmediateExpression { Value: Data.Verdict verdict }, ..] && VerdictCodes.Of(verdict.Code) is { } known
            ? StartsWith(expressions, new NftStatement.Verdict(known, verdict.Chain))
            : null;

    private static Lifted? InSet(ReadOnlySpan<Expression> expressions)
    {
        ValueList<NftSelector> key = Selectors.LoadedBy(expressions);
        return key.Count > 0 && expressions[key.Count..] is [LookupExpression lookup, ..]
            ? StartsWith(expressions, new NftStatement.InSet(key, lookup.Set, lookup.Inverted))
            : null;
    }

    private static Lifted? Nat(ReadOnlySpan<Expression> expressions)
    {
        ValueList<NftSelector> key = Selectors.LoadedBy(expressions);
        if (key.Count == 0 || expressions[key.Count..] is not [LookupExpression lookup, NatExpression nat, ..])
            return null;
        IpFamily family = nat.Family == NetfilterFamily.IPv4 ? IpFamily.IPv4 : IpFamily.IPv6;
        return StartsWith(expressions, nat.Type == NatType.Destination
            ? new NftStatement.DestinationNat(family, key, lookup.Set, KeepsPort: nat.Port is null)
            : new NftStatement.SourceNat(family, key, lookup.Set));
    }

    private static Lifted? Vni(ReadOnlySpan<Expression> expressions) =>
        expressions is [PayloadExpression load, CompareExpression { Value: { Length: 3 } value }, ..] && load == StatementLowering.VniLoad
            ? StartsWith(expressions, new NftStatement.Vni(value.Span[0] << 16 | value.Span[1] << 8 | value.Span[2]))
            : null;

    private static Lifted? Ipsec(ReadOnlySpan<Expression> expressions) =>
        expressions is [XfrmExpression load, CompareExpression { Value: { Length: sizeof(uint) } value }, ..]
            ? StartsWith(expressions, new NftStatement.Ipsec((NftStatement.IpsecDirection)load.Direction, MemoryMarshal.Read<uint>(value.Span)))
            : null;

    private static Lifted? Match(ReadOnlySpan<Expression> expressions)
    {
        if (expressions is not [var load, CompareExpression { Value: var value } compare, ..])
            return null;
        bool negated = compare.Operation == Comparison.NotEqual;
        if (Selectors.LoadedBy(load, Register.First) is { } selector)
        {
            NftValue read = ValueBytes.Read(Selectors.TypeOf(selector), value.Span);
            return StartsWith(expressions, new NftStatement.Match(selector, read, negated));
        }

        return PrefixAt(load, value.Span) is { } match ? StartsWith(expressions, match with { Negated = negated }) : null;
    }

    private static Lifted? MaskedMatch(ReadOnlySpan<Expression> expressions) =>
        expressions is [PayloadExpression load, BitwiseExpression mask, CompareExpression { Value: var value } compare, ..]
            && Selectors.LoadedBy(load, Register.First) is { } selector && PrefixMatch.OfMask(mask, value) is { } prefix
            ? StartsWith(expressions, new NftStatement.Match(
                selector, new NftValue.Prefix(prefix), compare.Operation == Comparison.NotEqual))
            : null;

    private static NftStatement.Match? PrefixAt(Expression load, ReadOnlySpan<byte> value)
    {
        if (load is not PayloadExpression payload)
            return null;
        foreach (NftType type in (ReadOnlySpan<NftType>)[NftType.IPv4Address, NftType.IPv6Address])
        {
            int size = TypeLayout.SizeOf(type);
            if (Selectors.LoadedBy(payload with { Length = (uint)size }, Register.First) is { } selector
                && PrefixMatch.OfBytes(size * 8, value) is { } prefix)
                return new(selector, new NftValue.Prefix(prefix));
        }

        return null;
    }

    // The proof that nothing was overlooked: the statement, lowered again, is what was read.
    private static Lifted? StartsWith(ReadOnlySpan<Expression> expressions, NftStatement statement)
    {
        int count = 0;
        foreach (Expression expected in StatementLowering.Lower(statement))
        {
            if (count == expressions.Length || !expressions[count].Equals(expected))
                return null;
            count++;
        }

        return new(statement, count);
    }

    /// <param name="Count">How many expressions it is made of.</param>
    public sealed record Lifted(NftStatement Statement, int Count);
}
