using System.Buffers.Binary;
using System.Text;
using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>Writes the answer to a question into a buffer (RFC 1035, section 4.1); what does not fit is left out and said to be missing (TC).</summary>
internal ref struct DnsWriter
{
    // A name that is written already, by its place: that of the question.
    private const ushort QuestionName = 0xc000 | DnsQuestion.HeaderLength;
    private const ushort InternetClass = 1;
    private const int OptLength = 11;

    private readonly Span<byte> buffer;
    private readonly int limit;
    private readonly bool knowsOpt;
    private int at;
    private ushort answers;
    private ushort authorities;

    /// <param name="limit">The largest message that who asks takes.</param>
    public DnsWriter(in DnsQuestion question, Span<byte> buffer, int limit)
    {
        this.buffer = buffer;
        knowsOpt = question.Datagram is not null;
        this.limit = limit - (knowsOpt ? OptLength : 0);
        at = DnsQuestion.HeaderLength + question.Section.Length;
        question.Section.CopyTo(buffer[DnsQuestion.HeaderLength..]);
    }

    /// <summary>Whether something did not fit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>An answer: an address of the name that was asked for.</summary>
    public void Address(IpAddress address, uint seconds)
    {
        int begin = at;
        UInt16(QuestionName);
        Record(address.Family == IpFamily.IPv4 ? DnsType.A : DnsType.Aaaa, seconds);
        UInt16((ushort)(address.Width / 8));
        Bytes(address.ToBytes());
        Count(begin, ref answers);
    }

    /// <summary>An answer: the name of the address that was asked for.</summary>
    public void Pointer(string name, uint seconds)
    {
        int begin = at;
        UInt16(QuestionName);
        Record(DnsType.Ptr, seconds);
        int length = Reserve();
        Name(name);
        Close(length);
        Count(begin, ref answers);
    }

    /// <summary>What is said of a domain: as the answer, or so that it is known how long nothing is there.</summary>
    public void Authority(string domain, uint seconds, bool isAnswer)
    {
        int begin = at;
        Name(domain);
        Record(DnsType.Soa, seconds);
        int length = Reserve();
        Name($"ns.{domain}");
        Name($"hostmaster.{domain}");
        // SERIAL, REFRESH, RETRY, EXPIRE: for those who copy whole domains, which nobody can here. MINIMUM: how long nothing is there.
        foreach (uint number in (ReadOnlySpan<uint>)[1, 3600, 600, 86400, seconds])
            UInt32(number);
        Close(length);
        if (isAnswer)
            Count(begin, ref answers);
        else
            Count(begin, ref authorities);
    }

    /// <summary>Writes what comes first and last, and gives the length.</summary>
    /// <param name="isOurs">Whether nobody else knows better (AA).</param>
    /// <param name="passesOn">Whether questions about other names are passed on (RA).</param>
    public int Finish(in DnsQuestion question, DnsCode code, bool isOurs, bool passesOn)
    {
        question.Message[..2].CopyTo(buffer);
        buffer[2] = (byte)(0x80 | (isOurs ? 0x04 : 0) | (IsCut ? 0x02 : 0) | (question.Message[2] & 0x01));
        buffer[3] = (byte)((passesOn ? 0x80 : 0) | (byte)code);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[4..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[6..], answers);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[8..], authorities);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[10..], (ushort)(knowsOpt ? 1 : 0));
        if (!knowsOpt)
            return at;
        buffer.Slice(at, OptLength).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(buffer[(at + 1)..], (ushort)DnsType.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[(at + 3)..], Responder.MaxDatagram);
        return at + OptLength;
    }

    /// <summary>An answer to what could not be read as a question: its identification, and the code.</summary>
    public static int Fault(ReadOnlySpan<byte> message, DnsCode code, Span<byte> buffer)
    {
        Span<byte> header = buffer[..DnsQuestion.HeaderLength];
        header.Clear();
        message[..2].CopyTo(header);
        header[2] = (byte)(0x80 | (message[2] & 0x79));
        header[3] = (byte)code;
        return header.Length;
    }

    private void Count(int begin, ref ushort records)
    {
        if (at <= limit)
        {
            records++;
            return;
        }
        at = begin;
        IsCut = true;
    }

    private void Record(DnsType type, uint seconds)
    {
        UInt16((ushort)type);
        UInt16(InternetClass);
        UInt32(seconds);
    }

    private int Reserve()
    {
        at += 2;
        return at - 2;
    }

    private readonly void Close(int length) => BinaryPrimitives.WriteUInt16BigEndian(buffer[length..], (ushort)(at - length - 2));

    private void Name(string name)
    {
        foreach (Range label in name.AsSpan().Split('.'))
        {
            int length = Encoding.ASCII.GetBytes(name.AsSpan()[label], buffer[(at + 1)..]);
            buffer[at] = (byte)length;
            at += length + 1;
        }
        buffer[at++] = 0;
    }

    private void UInt16(ushort number)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer[at..], number);
        at += 2;
    }

    private void UInt32(uint number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer[at..], number);
        at += 4;
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer[at..]);
        at += bytes.Length;
    }
}
