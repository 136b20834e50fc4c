using System.Buffers.Binary;
using System.Text;
using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>What a name server said to a question for addresses.</summary>
/// <param name="IsCut">Whether not everything fitted (TC).</param>
public sealed record DnsAnswer(DnsCode Code, bool IsCut, ValueList<IpAddress> Addresses)
{
    private const int RecordHeader = 10;

    /// <summary>The question for the addresses of a name in one family; <paramref name="name"/> is one that a DNS message can have.</summary>
    public static byte[] Question(ushort id, string name, IpFamily family)
    {
        string[] labels = name.TrimEnd('.').Split('.');
        byte[] message = new byte[DnsQuestion.HeaderLength + labels.Sum(l => l.Length + 1) + 5];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        // Recursion is desired (RD): the server may have to ask somebody else.
        message[2] = 0x01;
        message[5] = 1;
        int at = DnsQuestion.HeaderLength;
        foreach (string label in labels)
        {
            message[at] = (byte)label.Length;
            at += 1 + Encoding.ASCII.GetBytes(label, message.AsSpan(at + 1));
        }
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 1), (ushort)(family == IpFamily.IPv4 ? DnsType.A : DnsType.Aaaa));
        message[at + 4] = 1;
        return message;
    }

    /// <summary>Reads the answer to a question; <c>null</c>: it is none to this one.</summary>
    public static DnsAnswer? TryParse(ReadOnlySpan<byte> question, ReadOnlySpan<byte> message)
    {
        if (message.Length < question.Length || !message[..2].SequenceEqual(question[..2]) || (message[2] & 0x80) == 0
            || !message[DnsQuestion.HeaderLength..question.Length].SequenceEqual(question[DnsQuestion.HeaderLength..]))
            return null;
        List<IpAddress> addresses = [];
        int at = question.Length;
        for (int count = BinaryPrimitives.ReadUInt16BigEndian(message[6..]); count > 0; count--)
        {
            if (!SkipName(message, ref at) || at + RecordHeader > message.Length)
                break;
            DnsType type = (DnsType)BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += RecordHeader;
            if (at + length > message.Length)
                break;
            if ((type, length) is (DnsType.A, 4) or (DnsType.Aaaa, 16))
                addresses.Add(IpAddress.FromBytes(message.Slice(at, length)));
            at += length;
        }
        return new(CodeOf(message), (message[2] & 0x02) != 0, addresses.ToValueList());
    }

    /// <summary>Whether a message answers a question: by its number, and by repeating the question to the letter, if it does so at all.</summary>
    public static bool IsTo(ReadOnlySpan<byte> question, ReadOnlySpan<byte> message) =>
        message.Length >= DnsQuestion.HeaderLength
        && (message[2] & 0x80) != 0
        && message[..2].SequenceEqual(question[..2])
        && (BinaryPrimitives.ReadUInt16BigEndian(message[4..]) == 0
            || DnsQuestion.TryParse(question, out DnsQuestion asked) == DnsCode.NoError && message[DnsQuestion.HeaderLength..].StartsWith(asked.Section));

    /// <summary>What an answer says.</summary>
    public static DnsCode CodeOf(ReadOnlySpan<byte> message) => (DnsCode)(message[3] & 0xf);

    // A name ends with an empty label, or with the place of where it goes on (RFC 1035, section 4.1.4).
    private static bool SkipName(ReadOnlySpan<byte> message, ref int at)
    {
        while (at < message.Length)
        {
            int label = message[at];
            at += label >= 0xc0 ? 2 : label + 1;
            if (label is 0 or >= 0xc0)
                return true;
        }
        return false;
    }
}
