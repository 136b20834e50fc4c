using System.Net;
using System.Net.NetworkInformation;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Wire;

public class MessageWriterTests
{
    [Fact]
    public void A_message_is_written_with_lengths_padding_and_nesting()
    {
        MessageWriter writer = new();
        using (Scope<Outer> message = writer.Begin<Outer>(16, MessageFlags.Create))
        {
            message.Struct(new Head(1, 0, 2, 3));
            message.PutString(Outer.Name, "br0");
            message.Put(Outer.Number, (byte)9);
            using Scope<Inner> info = message.Nest<Inner>(Outer.Info);
            info.Put(Inner.Kind, new BigEndian16(0x1234));
        }

        const string expected = "34000000 10000104 00000000 00000000" + "01000200 03000000"
            + "08000300 62723000" + "05000400 09000000" + "0c001280 06000100 12340000";
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(writer.Bytes));
    }

    [Fact]
    public void Messages_follow_one_another_in_a_buffer_that_grows()
    {
        MessageWriter writer = new();
        for (int i = 0; i < 500; i++)
        {
            using Scope<Outer> message = writer.Begin<Outer>((ushort)(16 + i), MessageFlags.None);
            message.PutString(Outer.Name, $"interface-{i}");
        }

        Assert.Equal(500, writer.Count);
        int seen = 0;
        foreach (MessageView message in new MessageReader(writer.Bytes))
        {
            Assert.Equal(16 + seen, message.Header.Type);
            foreach (AttributeView<Outer> attribute in new AttributeReader<Outer>(message.Payload))
                Assert.Equal($"interface-{seen}", attribute.Text);
            Assert.Equal((int)message.Header.Length, writer.Message(seen).Length);
            seen++;
        }

        Assert.Equal(500, seen);
    }

    [Fact]
    public void A_cleared_writer_starts_anew()
    {
        MessageWriter writer = new();
        using (Scope<Outer> message = writer.Begin<Outer>(1, MessageFlags.None))
            message.PutBytes(Outer.Name, "leftover"u8);
        writer.Clear();
        using (Scope<Outer> message = writer.Begin<Outer>(1, MessageFlags.None))
            message.PutBytes(Outer.Name, "x"u8);

        Assert.Equal(1, writer.Count);
        Assert.Equal("18000000010001000000000000000000" + "0500030078000000", Convert.ToHexStringLower(writer.Bytes));
    }

    [Fact]
    public void The_path_of_an_attribute_is_found_by_its_offset()
    {
        MessageWriter writer = new();
        using (Scope<Outer> first = writer.Begin<Outer>(1, MessageFlags.None))
            first.PutFlag(Outer.Flag);
        using (Scope<Outer> second = writer.Begin<Outer>(1, MessageFlags.None))
        {
            second.Struct(new Head());
            using (Scope<Inner> info = second.Nest<Inner>(Outer.Info))
            using (Scope<Deep> data = info.Nest<Deep>(Inner.Data))
                data.Put(Deep.Value, 1);
            using ListScope<Inner> items = second.NestList<Inner>(Outer.Items);
            using (Scope<Inner> item = items.Element())
                item.PutString(Inner.Kind, "a");
            using (Scope<Inner> item = items.Element())
                item.PutString(Inner.Kind, "b");
        }

        Assert.Equal("Flag", writer.PathAt(0, 16));
        Assert.Equal("Info", writer.PathAt(1, 24));
        Assert.Equal("Info/Data", writer.PathAt(1, 28));
        Assert.Equal("Info/Data/Value", writer.PathAt(1, 32));
        Assert.Equal("Items[1]/Kind", writer.PathAt(1, 24 + 16 + 4 + 12 + 4));
        Assert.Null(writer.PathAt(1, 16));
        Assert.Null(writer.PathAt(1, 4000));
    }

    [Fact]
    public void Writing_to_an_outer_scope_while_an_inner_one_is_open_is_refused()
    {
        MessageWriter writer = new();
        Scope<Outer> message = writer.Begin<Outer>(1, MessageFlags.None);
        Scope<Inner> info = message.Nest<Inner>(Outer.Info);

        bool refused = false;
        try
        {
            message.PutFlag(Outer.Flag);
        }
        catch (InvalidOperationException)
        {
            refused = true;
        }

        info.Dispose();
        message.PutFlag(Outer.Flag);
        message.Dispose();
        Assert.True(refused);
    }

    [Fact]
    public void A_second_message_cannot_begin_inside_another()
    {
        MessageWriter writer = new();
        writer.Begin<Outer>(1, MessageFlags.None);
        Assert.Throws<InvalidOperationException>(() => { writer.Begin<Outer>(1, MessageFlags.None); });
    }

    [Fact]
    public void An_attribute_that_is_too_long_is_refused_by_name()
    {
        MessageWriter writer = new();
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() =>
        {
            Scope<Outer> message = writer.Begin<Outer>(1, MessageFlags.None);
            Scope<Inner> info = message.Nest<Inner>(Outer.Info);
            for (int i = 0; i < 2; i++)
                info.PutBytes(Inner.Data, new byte[40_000]);
            info.Dispose();
        });
        Assert.Contains("Info: 80012 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_are_written_and_read_back()
    {
        IPAddress four = IPAddress.Parse("10.1.2.3"), six = IPAddress.Parse("fd00::7");
        PhysicalAddress mac = PhysicalAddress.Parse("02-42-0A-14-00-0A");
        MessageWriter writer = new();
        using (Scope<Outer> message = writer.Begin<Outer>(1, MessageFlags.None))
        {
            message.PutAddress(Outer.Name, four);
            message.PutAddress(Outer.Number, six);
            message.PutAddress(Outer.Info, mac);
        }

        foreach (AttributeView<Outer> attribute in new AttributeReader<Outer>(writer.Bytes[MessageHeader.Size..]))
        {
            switch (attribute.Type)
            {
                case Outer.Name: Assert.Equal(four, attribute.Address); break;
                case Outer.Number: Assert.Equal(six, attribute.Address); break;
                default: Assert.Equal(mac, attribute.PhysicalAddress); break;
            }
        }
    }
}
