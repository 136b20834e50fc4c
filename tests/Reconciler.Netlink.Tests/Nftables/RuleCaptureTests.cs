using System.Text;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>Rules as nft sends them, in both directions.</summary>
public class RuleCaptureTests
{
    private const string Start = "060a010c01000000000000000100000008000100776562000a0002006a75646765000000";

    [Fact]
    public void Interface_name_and_verdict() => AssertSame(
        "nft add rule inet web judge iifname lo drop",
        "b8000000" + Start + "9000048024000180090001006d6574610000000014000280080002000000000608000100000000013800018008000100636d7000"
        + "2c0002800800010000000001080002000000000018000380140001006c6f0000000000000000000000000000300001800e000100696d6d65646961746500"
        + "00001c0002800800010000000000100002800c0002800800010000000000",
        new MetaExpression(MetaKey.InputInterfaceName, Register.First),
        new CompareExpression(Register.First, Comparison.Equal, Bytes.From(Encoding.ASCII.GetBytes("lo".PadRight(16, '\0')))),
        ImmediateExpression.Verdict(VerdictCode.Drop));

    [Fact]
    public void Prefix_that_ends_within_a_byte() => AssertSame(
        "nft add rule inet web judge ip saddr != 10.16.0.0/12 accept",
        "50010000" + Start + "2801048024000180090001006d6574610000000014000280080002000000000f08000100000000012c00018008000100636d7000"
        + "20000280080001000000000108000200000000000c0003800500010002000000340001800c0001007061796c6f616400240002800800010000000001080002"
        + "0000000001080003000000000c0800040000000004440001800c00010062697477697365003400028008000100000000010800020000000001080003000000"
        + "00040c00048008000100fff000000c00058008000100000000002c00018008000100636d700020000280080001000000000108000200000000010c00038008"
        + "0001000a100000300001800e000100696d6d6564696174650000001c0002800800010000000000100002800c0002800800010000000001",
        new MetaExpression(MetaKey.Family, Register.First),
        new CompareExpression(Register.First, Comparison.Equal, [2]),
        new PayloadExpression(PayloadBase.Network, 12, 4, Register.First),
        new BitwiseExpression(Register.First, Register.First, [0xff, 0xf0, 0, 0], [0, 0, 0, 0]),
        new CompareExpression(Register.First, Comparison.NotEqual, [10, 16, 0, 0]),
        ImmediateExpression.Verdict(VerdictCode.Accept));

    [Fact]
    public void Connection_status() => AssertSame(
        "nft add rule inet web judge ct status dnat return",
        "ec000000" + Start + "c400048020000180070001006374000014000280080002000000000208000100000000014400018"
        + "00c0001006269747769736500340002800800010000000001080002000000000108000300000000040c00048008000100200000000c000580080001000000"
        + "00002c00018008000100636d700020000280080001000000000108000200000000010c0003800800010000000000300001800e000100696d6d656469617465"
        + "0000001c0002800800010000000000100002800c00028008000100fffffffb",
        new ConntrackExpression(ConntrackKey.Status, Register.First),
        new BitwiseExpression(Register.First, Register.First, [0x20, 0, 0, 0], [0, 0, 0, 0]),
        new CompareExpression(Register.First, Comparison.NotEqual, [0, 0, 0, 0]),
        ImmediateExpression.Verdict(VerdictCode.Return));

    [Fact]
    public void Address_type_and_counter() => AssertSame(
        "nft add rule inet web judge fib daddr type local counter",
        "94000000" + Start + "6c0004802800018008000100666962001c0002800800030000000002080002000000000308000100000000012c00018008000100"
        + "636d700020000280080001000000000108000200000000000c0003800800010002000000140001800c000100636f756e7465720004000280",
        new FibExpression(FibResult.AddressType, FibFlags.Destination, Register.First),
        new CompareExpression(Register.First, Comparison.Equal, [2, 0, 0, 0]),
        new CounterExpression());

    [Fact]
    public void Network_of_a_vxlan_packet_and_its_ipsec_state() => AssertSame(
        "nft add rule inet web judge udp sport 4789 @th,96,24 4200 ipsec in reqid 77",
        "9c010000" + Start + "7401048024000180090001006d6574610000000014000280080002000000001008000100000000012c00018008000100636d700020000280"
        + "080001000000000108000200000000000c0003800500010011000000340001800c0001007061796c6f61640024000280080001000000000108000200000000"
        + "02080003000000000008000400000000022c00018008000100636d700020000280080001000000000108000200000000000c0003800600010012b50000340001"
        + "800c0001007061796c6f6164002400028008000100000000010800020000000002080003000000000c08000400000000032c00018008000100636d7000200002"
        + "80080001000000000108000200000000000c000380070001000010680034000180090001007866726d0000000024000280080002000000000505000300000000"
        + "00080004000000000008000100000000012c00018008000100636d700020000280080001000000000108000200000000000c000380080001004d000000",
        new MetaExpression(MetaKey.Layer4Protocol, Register.First),
        new CompareExpression(Register.First, Comparison.Equal, [17]),
        new PayloadExpression(PayloadBase.Transport, 0, 2, Register.First),
        new CompareExpression(Register.First, Comparison.Equal, [0x12, 0xb5]),
        new PayloadExpression(PayloadBase.Transport, 12, 3, Register.First),
        new CompareExpression(Register.First, Comparison.Equal, [0, 0x10, 0x68]),
        new XfrmExpression(XfrmKey.RequestId, XfrmDirection.In, 0, Register.First),
        new CompareExpression(Register.First, Comparison.Equal, [77, 0, 0, 0]));

    [Fact]
    public void Conversion_of_a_byte()
    {
        ByteOrderExpression conversion = new(Register.At(1), Register.At(1), 1, 1, 2);
        Assert.Equal("0800010000000009" + "0800020000000009" + "0800030000000001" + "0800040000000001" + "0800050000000002", conversion.AsOpaque().Data.ToString());
    }

    [Fact]
    public void Tracing() => AssertSame(
        "nft add rule inet web judge meta nftrace set 1",
        "7c000000" + Start + "540004802c0001800e000100696d6d6564696174650000001800028008000100000000010c00028005000100010000002400"
        + "0180090001006d6574610000000014000280080002000000000c0800030000000001",
        new ImmediateExpression(Register.First, new Data.Value([1])),
        new MetaSetExpression(MetaKey.Trace, Register.First));

    [Fact]
    public void Masquerade() => AssertSame(
        "nft add rule inet web judge masquerade random",
        "48000000" + Start + "200004801c000180090001006d617371000000000c0002800800010000000004",
        new MasqueradeExpression(NatFlags.RandomPorts));

    [Fact]
    public void What_is_not_known_is_kept_as_it_is() => AssertSame(
        "nft add rule inet web judge limit rate 10/second",
        "70000000" + Start + "48000480440001800a0001006c696d6974000000340002800c000100000000000000000a0c00020000000000000000010800030000"
        + "00000508000400000000000800050000000000",
        new OpaqueExpression("limit", Bytes.FromHex("0c000100000000000000000a0c0002000000000000000001"
            + "080003000000000508000400000000000800050000000000")));

    [Fact]
    public void Comment()
    {
        Capture capture = new("nft add rule inet web judge accept comment hello",
            "68000000" + Start + "34000480300001800e000100696d6d6564696174650000001c0002800800010000000000100002800c0002800800010000000001"
            + "0c000700000668656c6c6f00");
        Rule rule = capture.Read(Rule.Read);
        Assert.Equal([0, 6, .. "hello\0"u8], rule.UserData);
        capture.AssertWritten(batch => batch.Add(rule));
    }

    [Fact]
    public void Lookup_in_a_set_of_the_same_batch_or_an_older_one()
    {
        // Named sets do not need the NFTA_LOOKUP_SET_ID that nft sends.
        const string setAndId = "0c00010062726964676573000800040000000001";
        Capture capture = new("nft add rule inet web judge oifname != @bridges accept",
            "b8000000" + Start + "9000048024000180090001006d65746100000000140002800800020000000007080001000000000138000180"
            + "0b0001006c6f6f6b75700000280002800800020000000001" + setAndId + "0800050000000001"
            + "300001800e000100696d6d6564696174650000001c0002800800010000000000100002800c0002800800010000000001");
        LookupExpression lookup = new("bridges", Register.First, Inverted: true);
        Assert.Equal(lookup, capture.Read(Rule.Read).Expressions[1]);
        Assert.Equal("0800020000000001" + setAndId[..24] + "0800050000000001", lookup.AsOpaque().Data.ToString());
    }

    [Fact]
    public void Translation_by_a_map()
    {
        // nft add rule inet r publish meta nfproto ipv4 dnat ip to meta l4proto . th dport map @p4, as the kernel answers it
        const string answer =
            "5c010000060a020800000000f00d00000100000606000100720000000c0002007075626c697368000c0003000000000000000004280104002400"
            + "0100090001006d6574610000000014000200080002000000000f08000100000000012c00010008000100636d7000200002000800010000000001"
            + "08000200000000000c000300050001000200000024000100090001006d6574610000000014000200080002000000001008000100000000013400"
            + "01000c0001007061796c6f616400240002000800010000000009080002000000000208000300000000020800040000000002340001000b000100"
            + "6c6f6f6b7570000024000200070001007034000008000200000000010800030000000001080005000000000048000100080001006e6174003c00"
            + "02000800010000000001080002000000000208000300000000010800040000000001080005000000000908000600000000090800070000000003";
        Rule rule = Capture.Read(answer, Rule.Read);
        Assert.Equal(
        [
            new MetaExpression(MetaKey.Family, Register.First),
            new CompareExpression(Register.First, Comparison.Equal, [2]),
            new MetaExpression(MetaKey.Layer4Protocol, Register.First),
            new PayloadExpression(PayloadBase.Transport, 2, 2, Register.At(1)),
            new LookupExpression("p4", Register.First, Register.First),
            new NatExpression(NatType.Destination, NetfilterFamily.IPv4, Register.First, Register.At(1)),
        ], rule.Expressions);
        Assert.Equal(4ul, rule.Handle);
    }

    [Fact]
    public void Registers_have_one_number_each()
    {
        Assert.Equal([1u, 9, 10, 11, 2, 13], Enumerable.Range(0, 6).Select(slot => Register.At(slot).Number));
        Assert.Equal(4u, Register.At(12).Number);
        Assert.Throws<ArgumentOutOfRangeException>(() => Register.At(16));
        Assert.Throws<ArgumentOutOfRangeException>(() => Register.At(-1));
    }

    private static void AssertSame(string command, string hex, params Expression[] expressions)
    {
        Capture capture = new(command, hex);
        Rule rule = capture.Read(Rule.Read);
        Assert.Equal((NetfilterFamily.Inet, "web", "judge"), (rule.Family, rule.Table, rule.Chain));
        Assert.Equal(expressions, rule.Expressions);
        capture.AssertWritten(batch => batch.Add(new Rule(NetfilterFamily.Inet, "web", "judge") { Expressions = expressions }));
    }
}
