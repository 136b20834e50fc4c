using CsCheck;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Route;

/// <summary>Bytes that are not what the protocol says give the format exception, and nothing else.</summary>
public class HostileRouteTests
{
    private static readonly MessageParser<object?>[] Parsers =
        [LinkMessage.Read, AddressMessage.Read, RouteMessage.Read, NeighbourMessage.Read, m => NamespaceIdMessage.Read(m)];

    [Fact]
    public void Random_attributes_are_refused_or_read() =>
        Gen.Select(Attributes(3), Gen.Int[0, Parsers.Length - 1]).Sample((bytes, parser) => AssertHarmless([.. new byte[16], .. bytes], parser));

    [Fact]
    public void Every_truncation_of_a_real_message_is_refused_or_read()
    {
        MessageWriter writer = new();
        new LinkMessage
        {
            Name = "veth0",
            Kind = "veth",
            Mtu = 1500,
            AddressGeneration = AddressGeneration.None,
            Port = new() { Hairpin = true },
            Peer = new() { Name = "eth0" },
        }.Write(writer, RouteMessageType.NewLink);
        byte[] payload = writer.Message(0)[16..].ToArray();
        for (int length = 0; length < payload.Length; length++)
        {
            for (int parser = 0; parser < Parsers.Length; parser++)
                AssertHarmless(payload[..length], parser);
        }
    }

    // Attributes with small numbers and right lengths, nested in each other, so that the readers get deep.
    private static Gen<byte[]> Attributes(int depth)
    {
        Gen<byte[]> value = depth == 0 ? Gen.Byte.Array[0, 20] : Gen.OneOf(Gen.Byte.Array[0, 20], Attributes(depth - 1));
        Gen<byte[]> attribute = Gen.Select(Gen.UShort[0, 40], value, Gen.Bool).Select((type, bytes, wrong) =>
        {
            int length = bytes.Length + 4 + (wrong && bytes.Length > 18 ? 1 : 0);
            byte[] padded = new byte[(bytes.Length + 7) & ~3];
            BitConverter.TryWriteBytes(padded, (ushort)length);
            BitConverter.TryWriteBytes(padded.AsSpan(2), type);
            bytes.CopyTo(padded, 4);
            return padded;
        });
        return attribute.Array[0, 6].Select(all => all.SelectMany(a => a).ToArray());
    }

    private static void AssertHarmless(byte[] payload, int parser)
    {
        byte[] message = [.. BitConverter.GetBytes(payload.Length + 16), .. new byte[12], .. payload];
        foreach (MessageView view in new MessageReader(message))
        {
            try
            {
                Parsers[parser](view);
            }
            catch (NetlinkFormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }
}
