using CsCheck;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>What is written is read back, whatever it is; what is broken is refused, and nothing else happens.</summary>
public class RoundTripTests
{
    [Fact]
    public void Rules() => AnyNftables.Expressions.Array[0, 12].Sample(expressions =>
    {
        string hex = Capture.Written(batch => batch.Add(new Rule(NetfilterFamily.Inet, "t", "c") { Expressions = expressions }));
        Assert.Equal(expressions, Capture.Read(hex, Rule.Read).Expressions);
    });

    [Fact]
    public void Elements() => AnyNftables.Elements.Array[1, 20].Sample(elements =>
    {
        string hex = Capture.Written(batch => batch.Add(new SetElements(NetfilterFamily.Inet, "t", "s", elements)));
        Assert.Equal(elements, Capture.Read(hex, SetElements.Read).Elements);
    });

    [Fact]
    public void Expressions_as_opaque_ones_are_written_the_same() => AnyNftables.Expressions.Sample(expression =>
    {
        Rule rule = new(NetfilterFamily.Inet, "t", "c");
        Assert.Equal(
            Capture.Written(batch => batch.Add(rule with { Expressions = [expression] })),
            Capture.Written(batch => batch.Add(rule with { Expressions = [expression.AsOpaque()] })));
    });

    [Fact]
    public void Truncated_and_damaged_messages_are_read_or_refused() =>
        Gen.Select(AnyNftables.Expressions.Array[1, 6], AnyNftables.Elements.Array[1, 6], Gen.UShort, Gen.Byte, Gen.UShort).Sample(
            (expressions, elements, place, damage, length) =>
            {
                string rule = Capture.Written(batch => batch.Add(new Rule(NetfilterFamily.Inet, "t", "c") { Expressions = expressions }));
                string list = Capture.Written(batch => batch.Add(new SetElements(NetfilterFamily.Inet, "t", "s", elements)));
                foreach (string hex in (string[])[rule, list])
                {
                    byte[] bytes = Convert.FromHexString(hex);
                    bytes[MessageHeader.Size + place % (bytes.Length - MessageHeader.Size)] = damage;
                    int kept = MessageHeader.Size + length % (bytes.Length - MessageHeader.Size + 1);
                    AssertReadOrRefused(bytes);
                    AssertReadOrRefused([(byte)kept, (byte)(kept >> 8), 0, 0, .. bytes[4..kept]]);
                }
            });

    [Fact]
    public void Random_bytes_are_read_or_refused() => Gen.Byte.Array[0, 300].Sample(payload =>
    {
        int length = MessageHeader.Size + payload.Length;
        AssertReadOrRefused([(byte)length, (byte)(length >> 8), .. new byte[MessageHeader.Size - 2], .. payload]);
    });

    private static void AssertReadOrRefused(byte[] message)
    {
        MessageParser<object>[] parsers = [Table.Read, Chain.Read, Rule.Read, Set.Read, SetElements.Read, Generation.Read, TraceMessage.Read];
        string hex = Convert.ToHexStringLower(message);
        foreach (MessageParser<object> parse in parsers)
        {
            try
            {
                Capture.Read(hex, parse);
            }
            catch (NetlinkFormatException)
            {
                continue;
            }
        }
    }
}
