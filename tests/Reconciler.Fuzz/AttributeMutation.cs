using System.Buffers.Binary;

namespace Reconciler.Fuzz;

/// <summary>Changes netlink messages attribute by attribute; all lengths are right afterwards, so that readers come to what is inside.</summary>
internal sealed class AttributeMutation(Random random)
{
    private const int MessageHeader = 16;
    private const int AttributeHeader = 4;
    private const int Deepest = 8;

    // The sizes of the families' own headers, of which a message does not tell which one it has.
    private static readonly int[] FamilyHeaders = [4, 8, 12, 16, 20, 72, 168, 224];

    public byte[] Of(byte[] input, byte[] other)
    {
        List<byte> result = [];
        for (int at = 0; at + MessageHeader <= input.Length;)
        {
            int length = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(input.AsSpan(at)), MessageHeader, input.Length - at);
            byte[] message = input[at..(at + length)];
            byte[] changed = random.Next(2) == 0 ? Changed(message, other) : message;
            BinaryPrimitives.WriteInt32LittleEndian(changed, changed.Length);
            result.AddRange(changed);
            at += (length + 3) & ~3;
            while (result.Count % 4 != 0)
                result.Add(0);
        }
        return [.. result];
    }

    private byte[] Changed(byte[] message, byte[] other)
    {
        int header = FamilyHeaders.Where(h => Attributes(message[Math.Min(message.Length, MessageHeader + h)..]) is { Count: > 0 }).DefaultIfEmpty(4).First();
        int start = Math.Min(message.Length, MessageHeader + header);
        return [.. message[..start], .. Changed(Attributes(message[start..]) ?? [], other, 0)];
    }

    private byte[] Changed(List<(ushort Type, byte[] Value)> attributes, byte[] other, int depth)
    {
        if (attributes.Count > 0)
            ChangeOne(attributes, random.Next(attributes.Count), other, depth);
        List<byte> bytes = [];
        foreach ((ushort type, byte[] value) in attributes)
        {
            bytes.AddRange(BitConverter.GetBytes((ushort)(AttributeHeader + value.Length)));
            bytes.AddRange(BitConverter.GetBytes(type));
            bytes.AddRange(value);
            bytes.AddRange(new byte[-value.Length & 3]);
        }
        return [.. bytes];
    }

    private void ChangeOne(List<(ushort Type, byte[] Value)> attributes, int index, byte[] other, int depth)
    {
        (ushort type, byte[] value) = attributes[index];
        if (depth < Deepest && random.Next(4) != 0 && Attributes(value) is { Count: > 0 } inner)
        {
            attributes[index] = (type, Changed(inner, other, depth + 1));
            return;
        }
        switch (random.Next(7))
        {
            case 0: attributes.RemoveAt(index); break;
            case 1: attributes.Insert(random.Next(attributes.Count + 1), attributes[index]); break;
            case 2: attributes[index] = ((ushort)random.Next(48), value); break;
            case 3: attributes[index] = (type, value[..random.Next(value.Length + 1)]); break;
            case 4: attributes[index] = (type, [.. value, .. new byte[random.Next(20)]]); break;
            case 5: attributes[index] = (type, [.. Words.Netlink[random.Next(Words.Netlink.Length)]]); break;
            default: attributes[index] = (type, other[(other.Length / 2)..Math.Min(other.Length, other.Length / 2 + random.Next(80))]); break;
        }
    }

    // What a span holds if it holds attributes and nothing else.
    private static List<(ushort Type, byte[] Value)>? Attributes(byte[] bytes)
    {
        List<(ushort, byte[])> found = [];
        for (int at = 0; at < bytes.Length;)
        {
            if (at + AttributeHeader > bytes.Length)
                return null;
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
            if (length < AttributeHeader || at + length > bytes.Length)
                return null;
            found.Add((BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 2)), bytes[(at + AttributeHeader)..(at + length)]));
            at += (length + 3) & ~3;
        }
        return found;
    }
}
