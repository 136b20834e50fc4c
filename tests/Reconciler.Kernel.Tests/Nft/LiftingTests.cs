using CsCheck;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>Statements and expressions mean each other exactly, whatever they are.</summary>
public class LiftingTests
{
    private static readonly Gen<IpAddress> Four = Gen.UInt.Select(bits => new IpAddress(IpFamily.IPv4, bits));

    private static readonly Gen<IpAddress> Six =
        Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new IpAddress(IpFamily.IPv6, new UInt128(high, low)));

    private static readonly Gen<NftValue.Interface> Interfaces =
        Gen.String[Gen.Char.AlphaNumeric, 1, 15].Select(name => new NftValue.Interface(name));

    private static readonly Gen<ValueList<NftSelector>> Keys =
        OneOf<ValueList<NftSelector>>(
            [NftSelector.InputInterface],
            [NftSelector.InputInterface, NftSelector.OutputInterface],
            [NftSelector.IPv4Destination, NftSelector.Layer4Protocol, NftSelector.DestinationPort],
            [NftSelector.IPv6Source, NftSelector.OutputInterface],
            [NftSelector.IPv6Source, NftSelector.IPv6Destination, NftSelector.Layer4Protocol, NftSelector.DestinationPort],
            [NftSelector.DestinationPort, NftSelector.IPv6Destination, NftSelector.IPv6Source]);

    private static readonly Gen<NftStatement> Statements = Gen.OneOf<NftStatement>(
        Gen.Enum<IpFamily>().Select(family => (NftStatement)new NftStatement.Family(family)),
        Match(NftSelector.InputInterface, Interfaces),
        Match(NftSelector.OutputInterface, Interfaces),
        Match(NftSelector.Layer4Protocol, Gen.Byte.Select(number => new NftValue.Protocol((TransportProtocol)number))),
        Match(NftSelector.SourcePort, Gen.UShort.Select(number => new NftValue.Port(number))),
        Match(NftSelector.DestinationPort, Gen.UShort.Select(number => new NftValue.Port(number))),
        Match(NftSelector.IPv4Source, Four.Select(address => new NftValue.Address(address))),
        Match(NftSelector.IPv6Destination, Six.Select(address => new NftValue.Address(address))),
        Match(NftSelector.IPv4Destination, Prefixes(Four)),
        Match(NftSelector.IPv6Source, Prefixes(Six)),
        Gen.Select(Keys, Gen.Bool, (key, negated) => (NftStatement)new NftStatement.InSet(key, "set", negated)),
        Gen.Select(Gen.Enum<IpFamily>(), Keys, Gen.Bool, (family, key, keepsPort) => (NftStatement)new NftStatement.DestinationNat(family, key, "map", keepsPort)),
        Gen.UInt[1, 15].Select(states => (NftStatement)new NftStatement.ConnectionState((ConnectionStates)states)),
        Gen.Enum<NftVerdict>().Select(verdict =>
            (NftStatement)new NftStatement.Verdict(verdict, verdict is NftVerdict.Jump or NftVerdict.Goto ? "chain" : null)),
        Gen.Int[0, (1 << 24) - 1].Select(vni => (NftStatement)new NftStatement.Vni(vni)),
        Gen.Select(Gen.Enum<NftStatement.IpsecDirection>(), Gen.UInt, (direction, id) => (NftStatement)new NftStatement.Ipsec(direction, id)),
        OneOf<NftStatement>(new NftStatement.ForThisHost(), new NftStatement.Translated(), new NftStatement.Masquerade()));

    [Fact]
    public void Statements_come_back_from_their_expressions() => Statements.Array[0, 8].Sample(statements =>
        Assert.Equal(statements, StatementLifting.Lift([.. statements.SelectMany(StatementLowering.Lower)])));

    [Fact]
    public void Expressions_come_back_from_their_statements_wherever_a_rule_was_cut_or_mixed() =>
        Gen.Select(Statements.Array[1, 6], Gen.Int.Array[1, 30]).Sample((statements, order) =>
        {
            Expression[] all = [.. statements.SelectMany(StatementLowering.Lower)];
            Expression[] mixed = [.. order.Select(i => all[(int)((uint)i % all.Length)])];
            Assert.Equal(
                mixed.Select(e => e.AsOpaque()),
                StatementLifting.Lift(mixed).SelectMany(StatementLowering.Lower).Select(e => e.AsOpaque()));
        });

    [Fact]
    public void A_masked_name_is_no_prefix()
    {
        Bytes zero = Bytes.From(new byte[16]);
        Expression[] rule =
        [
            new MetaExpression(MetaKey.InputInterfaceName, Register.First),
            new BitwiseExpression(Register.First, Register.First, zero, zero),
            new CompareExpression(Register.First, Comparison.Equal, zero),
        ];
        Assert.All(StatementLifting.Lift(rule), statement => Assert.IsType<NftStatement.Opaque>(statement));
    }

    // As nft 1.0.6 writes the protocol in the key of a set of ranges.
    [Fact]
    public void A_conversion_of_one_byte_means_nothing()
    {
        ValueList<NftSelector> key = [NftSelector.Layer4Protocol, NftSelector.DestinationPort];
        Expression[] plain = [.. StatementLowering.Lower(new NftStatement.InSet(key, "set"))];
        Expression[] converted = [plain[0], new ByteOrderExpression(Register.First, Register.First, 1, Length: 1, Size: 2), .. plain[1..]];
        Assert.Equal([new NftStatement.InSet(key, "set")], StatementLifting.Lift(converted));
        Expression[] swapped = [plain[0], new ByteOrderExpression(Register.First, Register.First, 1, Length: 2, Size: 2), .. plain[1..]];
        Assert.Contains(StatementLifting.Lift(swapped), statement => statement is NftStatement.Opaque);
    }

    [Fact]
    public void Counts_are_no_difference_but_a_counter_is()
    {
        NftStatement[] one = [.. StatementLifting.Lift([new CounterExpression(1, 60)])];
        Assert.Equal(one, StatementLifting.Lift([new CounterExpression(2, 120)]));
        Assert.IsType<NftStatement.Opaque>(one.Single());
    }

    private static Gen<TValue> OneOf<TValue>(params TValue[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<NftStatement> Match<TValue>(NftSelector selector, Gen<TValue> values)
        where TValue : NftValue
        => Gen.Select(values, Gen.Bool, (value, negated) => (NftStatement)new NftStatement.Match(selector, value, negated));

    private static Gen<NftValue.Prefix> Prefixes(Gen<IpAddress> addresses) => Gen.Select(addresses, Gen.Byte, (address, length) =>
        new NftValue.Prefix(new IpPrefix(address, (byte)(length % address.Width)).Subnet));
}
