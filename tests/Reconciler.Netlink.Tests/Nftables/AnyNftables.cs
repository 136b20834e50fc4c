using CsCheck;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>Random objects of nf_tables.</summary>
internal static class AnyNftables
{
    private static readonly Gen<Register> Registers = Gen.Int[0, 15].Select(Register.At);

    private static readonly Gen<Bytes> ShortBytes = Gen.Byte.Array[1, 64].Select(b => Bytes.From(b));

    private static readonly Gen<string> Names = Gen.String[Gen.Char.AlphaNumeric, 1, 40];

    private static readonly Gen<VerdictCode> Codes = Gen.Enum<VerdictCode>();

    public static Gen<Expression> Expressions { get; } = Gen.OneOf<Expression>(
        Gen.Select(Gen.UInt, Registers, (key, to) => (Expression)new MetaExpression((MetaKey)key, to)),
        Gen.Select(Gen.UInt, Registers, (key, from) => (Expression)new MetaSetExpression((MetaKey)key, from)),
        Gen.Select(Gen.Enum<PayloadBase>(), Gen.UInt, Gen.UInt, Registers, (from, offset, length, to) =>
            (Expression)new PayloadExpression(from, offset, length, to)),
        Gen.Select(Registers, Gen.Enum<Comparison>(), ShortBytes, (from, how, value) =>
            (Expression)new CompareExpression(from, how, value)),
        Gen.Select(Registers, Registers, ShortBytes, (from, to, mask) => (Expression)new BitwiseExpression(from, to, mask, mask)),
        Gen.Select(Registers, Gen.UInt, Gen.UInt, Gen.UInt, (register, operation, length, size) =>
            (Expression)new ByteOrderExpression(register, register, operation, length, size)),
        Gen.Select(Names, Registers, Registers, Gen.Bool, (set, from, to, flag) => (Expression)(flag
            ? new LookupExpression(set, from, to)
            : new LookupExpression(set, from, Inverted: true))),
        Gen.Select(Gen.Enum<FibResult>(), Gen.UInt, Registers, (result, flags, to) =>
            (Expression)new FibExpression(result, (FibFlags)flags, to)),
        Gen.Select(Gen.UInt, Gen.Enum<XfrmDirection>(), Gen.UInt, Registers, (key, direction, number, to) =>
            (Expression)new XfrmExpression((XfrmKey)key, direction, number, to)),
        Gen.Select(Gen.UInt, Registers, (key, to) => (Expression)new ConntrackExpression((ConntrackKey)key, to)),
        Gen.Select(Gen.Enum<NatType>(), Registers, Registers, Gen.Bool, (type, address, port, both) =>
            (Expression)new NatExpression(type, NetfilterFamily.IPv4, address, both ? port : null, NatFlags.Persistent)),
        Gen.Enum<NatFlags>().Select(flags => (Expression)new MasqueradeExpression(flags)),
        Gen.Select(Codes, Names, (code, chain) => (Expression)ImmediateExpression.Verdict(code, chain)),
        Gen.Select(Registers, ShortBytes, (to, value) => (Expression)new ImmediateExpression(to, new Data.Value(value))),
        Gen.Select(Gen.ULong, Gen.ULong, (packets, bytes) => (Expression)new CounterExpression(packets, bytes)),
        Gen.Select(Gen.UInt, Gen.UInt, (burst, rate) => (Expression)new OpaqueExpression("limit", Attributes(burst, rate))));

    public static Gen<SetElement> Elements { get; } =
        Gen.Select(ShortBytes, Gen.Bool, Gen.Bool, Codes, Gen.UInt, (key, range, map, code, note) => new SetElement(key)
        {
            KeyEnd = range ? key : null,
            Data = map ? new Data.Verdict(code) : new Data.Value(key),
            Flags = range ? ElementFlags.None : ElementFlags.IntervalEnd,
            Others = map ? Attributes(note, note) : [],
        });

    // Two attributes, 20 and 21, of four bytes.
    private static Bytes Attributes(uint first, uint second) =>
        [8, 0, 20, 0, .. BitConverter.GetBytes(first), 8, 0, 21, 0, .. BitConverter.GetBytes(second)];
}
