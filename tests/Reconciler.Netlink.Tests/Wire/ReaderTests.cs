using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Wire;

public class ReaderTests
{
    [Theory]
    [InlineData("03000300", "Outer.Name: length 3")]
    [InlineData("00000300", "Outer.Name: length 0")]
    [InlineData("ff000300", "Outer.Name: length 255")]
    [InlineData("0000", "2 bytes after the last attribute")]
    public void An_attribute_with_an_impossible_length_is_malformed(string hex, string reason)
    {
        byte[] bytes = Convert.FromHexString(hex);
        NetlinkFormatException failure = Assert.Throws<NetlinkFormatException>(() => Count(bytes));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_attribute_may_lack_its_padding() => Assert.Equal(1, Count(Convert.FromHexString("0500030041")));

    [Fact]
    public void A_value_of_the_wrong_size_is_malformed_and_named()
    {
        byte[] bytes = Convert.FromHexString("0600040041420000");
        NetlinkFormatException failure = Assert.Throws<NetlinkFormatException>(() =>
        {
            foreach (AttributeView<Outer> attribute in new AttributeReader<Outer>(bytes))
                attribute.As<uint>();
        });
        Assert.Equal("Outer.Number: 2 bytes, expected 4.", failure.Message);
    }

    [Fact]
    public void Nested_and_byte_order_bits_are_not_part_of_the_type()
    {
        foreach (AttributeView<Outer> attribute in new AttributeReader<Outer>(Convert.FromHexString("040012c0")))
            Assert.Equal(Outer.Info, attribute.Type);
    }

    [Theory]
    [InlineData("41420043", "AB")]
    [InlineData("41424344", "ABCD")]
    [InlineData("", "")]
    [InlineData("ff", "�")]
    public void Text_ends_at_its_first_zero_or_its_end(string hex, string text)
    {
        byte[] bytes = [(byte)(4 + hex.Length / 2), 0, 3, 0, .. Convert.FromHexString(hex)];
        foreach (AttributeView<Outer> attribute in new AttributeReader<Outer>(bytes))
            Assert.Equal(text, attribute.Text);
    }

    [Theory]
    [InlineData("10000000")]
    [InlineData("0f000000100000000000000000000000")]
    [InlineData("11000000100000000000000000000000")]
    [InlineData("ffffffff100000000000000000000000")]
    public void A_message_with_an_impossible_length_is_malformed(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Throws<NetlinkFormatException>(() =>
        {
            foreach (MessageView _ in new MessageReader(bytes))
            {
            }
        });
    }

    [Fact]
    public void A_payload_shorter_than_its_header_is_malformed()
    {
        byte[] bytes = Convert.FromHexString("14000000100000000000000000000000" + "01020304");
        Assert.Throws<NetlinkFormatException>(() =>
        {
            foreach (MessageView message in new MessageReader(bytes))
                message.Read<Head, Outer>(out _);
        });
    }

    [Fact]
    public void Big_endian_numbers_keep_their_value_and_reverse_their_bytes()
    {
        Assert.Equal(0x1234, new BigEndian16(0x1234).Value);
        Assert.Equal(0x12345678u, new BigEndian32(0x12345678).Value);
        Assert.Equal(0x123456789abcdef0u, new BigEndian64(0x123456789abcdef0).Value);
        Assert.Equal(new BigEndian32(7), new BigEndian32(7));
    }

    private static int Count(byte[] bytes)
    {
        int count = 0;
        foreach (AttributeView<Outer> _ in new AttributeReader<Outer>(bytes))
            count++;
        return count;
    }
}
