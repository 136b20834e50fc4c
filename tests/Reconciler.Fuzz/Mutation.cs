using System.Buffers.Binary;
using Reconciler.Fuzz.Targets;

namespace Reconciler.Fuzz;

/// <summary>Makes inputs out of inputs. The same seed makes the same.</summary>
internal sealed class Mutation(InputForm form, int seed)
{
    private const int MostEdits = 16;
    private const int LongestBlock = 64;

    private static readonly int[] Interesting = [0, 1, 3, 4, 5, 7, 8, 16, 32, 63, 64, 127, 128, 255, 256, 4095, 32767, 32768, 65535, int.MaxValue, int.MinValue, -1];

    private readonly Random random = new(seed);
    private readonly byte[][] words = form == InputForm.Text ? Words.Text : Words.Netlink;

    /// <summary>An input from two others.</summary>
    /// <param name="most">The length in bytes beyond which it is cut.</param>
    public byte[] Of(byte[] input, byte[] other, int most)
    {
        List<byte> bytes = [.. input];
        if (form == InputForm.Netlink && random.Next(2) == 0)
            bytes = [.. new AttributeMutation(random).Of(input, other)];
        int edits = form == InputForm.Netlink && random.Next(3) == 0 ? 0 : 1 << random.Next(5);
        for (int i = 0; i < Math.Min(edits, MostEdits); i++)
            Edit(bytes, other);
        if (bytes.Count > most)
            bytes.RemoveRange(most, bytes.Count - most);
        return [.. bytes];
    }

    private void Edit(List<byte> bytes, byte[] other)
    {
        int at = random.Next(bytes.Count + 1);
        switch (random.Next(10))
        {
            case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
            case 2 when at < bytes.Count: bytes[at] += (byte)(random.Next(71) - 35); break;
            case 3: Overwrite(bytes, at, Number()); break;
            case 4: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(LongestBlock))); break;
            case 5: bytes.InsertRange(at, Piece([.. bytes])); break;
            case 6: bytes.InsertRange(at, Piece(other)); break;
            case 7: Overwrite(bytes, at, words[random.Next(words.Length)]); break;
            case 8: bytes.InsertRange(at, words[random.Next(words.Length)]); break;
            default: Overwrite(bytes, at, Piece(other)); break;
        }
    }

    private byte[] Number()
    {
        byte[] number = new byte[4];
        int value = Interesting[random.Next(Interesting.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt32LittleEndian(number, value);
        else
            BinaryPrimitives.WriteInt32BigEndian(number, value);
        return number[..(1 << random.Next(3))];
    }

    private byte[] Piece(byte[] bytes)
    {
        int start = random.Next(bytes.Length + 1);
        return bytes[start..Math.Min(bytes.Length, start + random.Next(LongestBlock))];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] piece)
    {
        bytes.RemoveRange(at, Math.Min(piece.Length, bytes.Count - at));
        bytes.InsertRange(at, piece);
    }
}
