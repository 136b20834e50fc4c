using System.Buffers.Binary;

namespace Reconciler.Core.Naming;

/// <summary>A message that asks for one name (RFC 1035, section 4.1).</summary>
public readonly ref struct DnsQuestion
{
    internal const int HeaderLength = 12;

    private const int MaxName = 255;
    private const int MaxLabel = 63;
    private const ushort InternetClass = 1;

    private DnsQuestion(ReadOnlySpan<byte> message, int end, string name, ushort type, bool isInternet, int? datagram)
    {
        Message = message;
        Section = message[HeaderLength..end];
        Name = name;
        Type = (DnsType)type;
        IsInternet = isInternet;
        Datagram = datagram;
    }

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Message { get; }

    /// <summary>The name with type and class as they were asked for; an answer repeats them to the letter.</summary>
    public ReadOnlySpan<byte> Section { get; }

    /// <summary>In lower case, without a dot at its end; what is not a letter of ASCII, a digit, '-' or '_' is '?'.</summary>
    public string Name { get; }

    public DnsType Type { get; }

    /// <summary>Whether it is about the Internet (class IN).</summary>
    public bool IsInternet { get; }

    /// <summary>The size in bytes of the largest datagram that who asks takes; <c>null</c>: they say nothing of EDNS (RFC 6891).</summary>
    public int? Datagram { get; }

    /// <summary>Reads a message.</summary>
    /// <param name="question">The question, when there is no fault.</param>
    /// <returns>What is to be answered to it otherwise; <c>null</c> and no question: nothing, since it is no question at all.</returns>
    public static DnsCode? TryParse(ReadOnlySpan<byte> message, out DnsQuestion question)
    {
        question = default;
        if (message.Length < HeaderLength || (message[2] & 0x80) != 0)
            return null;
        if ((message[2] >> 3 & 0xf) != 0)
            return DnsCode.NotImplemented;
        if (BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1 || BinaryPrimitives.ReadUInt32BigEndian(message[6..]) != 0)
            return DnsCode.FormatError;
        Span<char> name = stackalloc char[MaxName];
        int at = HeaderLength;
        if (ReadName(message, ref at, name) is not int length || at + 4 > message.Length)
            return DnsCode.FormatError;
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
        bool isInternet = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]) == InternetClass;
        question = new(message, at + 4, new(name[..length]), type, isInternet, ReadDatagram(message, at + 4));
        return DnsCode.NoError;
    }

    // Nothing comes before the name in a question, so that there is nothing that it could point to.
    private static int? ReadName(ReadOnlySpan<byte> message, ref int at, Span<char> name)
    {
        int length = 0;
        while (at < message.Length)
        {
            int label = message[at++];
            if (label == 0)
                return Math.Max(length - 1, 0);
            if (label > MaxLabel || at + label > message.Length || length + label + 1 >= MaxName)
                return null;
            foreach (byte letter in message.Slice(at, label))
                name[length++] = letter is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_' ? (char)letter
                    : letter is >= (byte)'A' and <= (byte)'Z' ? (char)(letter | 0x20)
                    : '?';
            name[length++] = '.';
            at += label;
        }
        return null;
    }

    // Of the records behind the question only the first is looked at: others than OPT are signatures that nobody here checks, and come last.
    private static int? ReadDatagram(ReadOnlySpan<byte> message, int at)
    {
        bool isThere = BinaryPrimitives.ReadUInt16BigEndian(message[10..]) > 0 && at + 11 <= message.Length && message[at] == 0;
        return isThere && BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]) == (ushort)DnsType.Opt
            ? BinaryPrimitives.ReadUInt16BigEndian(message[(at + 3)..])
            : null;
    }
}
