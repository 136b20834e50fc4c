using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>
/// Statements to expressions, the same ones as nft makes, so that <c>nft list ruleset</c> shows what a person would have written.
/// <see cref="StatementLifting"/> is the way back.
/// </summary>
internal static class StatementLowering
{
    /// <summary><c>RTN_LOCAL</c> of linux/rtnetlink.h</summary>
    private const uint Local = 2;

    /// <summary><c>IPS_DST_NAT</c> of linux/netfilter/nf_conntrack_common.h</summary>
    private const uint DestinationTranslated = 1 << 5;

    private const int VniSize = 3;

    public static IEnumerable<Expression> Lower(NftStatement statement) => statement switch
    {
        NftStatement.Family family => Equal(new MetaExpression(MetaKey.Family, Register.First), (byte)FamilyOf(family.Value)),
        NftStatement.EtherType type => Equal(new MetaExpression(MetaKey.Protocol, Register.First), NetworkOrder(type.Value)),
        NftStatement.Match match => Match(match),
        NftStatement.InSet inSet => [.. Selectors.LoadsOf(inSet.Key), new LookupExpression(inSet.Set, Register.First, null, inSet.Negated)],
        NftStatement.ForThisHost =>
            Equal(new FibExpression(FibResult.AddressType, FibFlags.Destination, Register.First), HostOrder(Local)),
        NftStatement.ConnectionState state => AnyBit(ConntrackKey.State, (uint)state.States),
        NftStatement.Translated => AnyBit(ConntrackKey.Status, DestinationTranslated),
        NftStatement.Vni vni => Equal(VniLoad, NetworkOrder(vni.Value)),
        NftStatement.Ipsec ipsec => Equal(
            new XfrmExpression(XfrmKey.RequestId, (XfrmDirection)ipsec.Direction, 0, Register.First), HostOrder(ipsec.RequestId)),
        NftStatement.DestinationNat nat => DestinationNat(nat),
        NftStatement.SourceNat nat => SourceNat(nat),
        NftStatement.Masquerade => [new MasqueradeExpression()],
        NftStatement.Verdict verdict => [ImmediateExpression.Verdict(VerdictCodes.Of(verdict.Value), verdict.Chain)],
        NftStatement.Opaque opaque => [OpaqueStatement.Lower(opaque)],
        _ => throw new ArgumentOutOfRangeException(nameof(statement), statement, "no such statement"),
    };

    /// <summary>What loads the VNI of a VXLAN packet.</summary>
    public static PayloadExpression VniLoad { get; } = new(PayloadBase.Transport, 12, VniSize, Register.First);

    private static NetfilterFamily FamilyOf(IpFamily family) => family == IpFamily.IPv4 ? NetfilterFamily.IPv4 : NetfilterFamily.IPv6;

    /// <summary>The register behind an address that begins at the first one.</summary>
    private static Register PortAfter(IpFamily family) =>
        Register.At(TypeLayout.SlotsOf(family == IpFamily.IPv4 ? NftType.IPv4Address : NftType.IPv6Address));

    private static byte[] NetworkOrder(NftEtherType type) => [(byte)((ushort)type >> 8), (byte)type];

    private static byte[] NetworkOrder(int vni) => [(byte)(vni >> 16), (byte)(vni >> 8), (byte)vni];

    private static byte[] HostOrder(uint number) => BitConverter.GetBytes(number);

    private static Expression[] Equal(Expression load, params ReadOnlySpan<byte> value) =>
        [load, new CompareExpression(Register.First, Comparison.Equal, Bytes.From(value))];

    private static Expression[] Match(NftStatement.Match match)
    {
        Comparison comparison = match.Negated ? Comparison.NotEqual : Comparison.Equal;
        Expression load = Selectors.LoadOf(match.Selector, Register.First);
        return match.Value is NftValue.Prefix prefix
            ? PrefixMatch.Lower((PayloadExpression)load, comparison, prefix.Value)
            : [load, new CompareExpression(Register.First, comparison, Bytes.From(ValueBytes.Of(match.Value)))];
    }

    private static Expression[] AnyBit(ConntrackKey key, uint bits) =>
    [
        new ConntrackExpression(key, Register.First),
        new BitwiseExpression(Register.First, Register.First, Bytes.From(HostOrder(bits)), Bytes.From(HostOrder(0))),
        new CompareExpression(Register.First, Comparison.NotEqual, Bytes.From(HostOrder(0))),
    ];

    private static Expression[] DestinationNat(NftStatement.DestinationNat nat) =>
    [
        .. Selectors.LoadsOf(nat.Key),
        new LookupExpression(nat.Map, Register.First, Register.First),
        new NatExpression(NatType.Destination, FamilyOf(nat.Value), Register.First, nat.KeepsPort ? null : PortAfter(nat.Value)),
    ];

    private static Expression[] SourceNat(NftStatement.SourceNat nat) =>
    [
        .. Selectors.LoadsOf(nat.Key),
        new LookupExpression(nat.Map, Register.First, Register.First),
        new NatExpression(NatType.Source, FamilyOf(nat.Value), Register.First),
    ];
}
