using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>Answers those who are on one network: of names that are ours with authority, of others by passing the question on.</summary>
/// <param name="zone">The network's.</param>
/// <param name="names">Those of all networks of the host.</param>
/// <param name="passesOn">Whether there is somebody to pass questions on to.</param>
public sealed class Responder(Zone zone, NameTable names, bool passesOn)
{
    /// <summary>The largest datagram that is not fragmented on any usual way (DNS flag day 2020).</summary>
    public const int MaxDatagram = 1232;

    /// <summary>Bytes that the answer takes that says that nobody answered.</summary>
    public const int FailureRoom = ShortDatagram;

    /// <summary>Bytes that an answer takes, and the record behind it that does not fit any more.</summary>
    public const int Room = MaxMessage + 1024;

    // By TCP, a message has its length before it, in 16 bits (RFC 1035, section 4.2.2).
    private const int MaxMessage = ushort.MaxValue;

    // Without EDNS (RFC 1035, section 4.2.1).
    private const int ShortDatagram = 512;

    // Longer than an address may be another container's.
    private const uint Seconds = 5;

    private readonly bool passesOn = passesOn && zone.PassesOn;

    /// <summary>The network's name.</summary>
    public string Network => zone.Network;

    /// <summary>Whom questions are passed on to; <c>null</c>: those whom the host itself asks.</summary>
    public ValueList<IpAddress>? Upstream => zone.Upstream;

    /// <summary>Whether somebody is on the network: others are told nothing.</summary>
    public bool Serves(IpAddress asker) => zone.Subnets.Any(s => s.Contains(asker));

    /// <summary>Answers a message.</summary>
    /// <param name="answer">At least <see cref="Room"/> bytes.</param>
    /// <param name="isStream">Whether it came by TCP, which takes answers of any length.</param>
    public Reply Respond(ReadOnlySpan<byte> message, Span<byte> answer, bool isStream)
    {
        DnsCode? read = DnsQuestion.TryParse(message, out DnsQuestion question);
        if (read is null)
            return new(ReplyKind.None);
        if (read is not DnsCode.NoError)
            return new(ReplyKind.Answer, DnsWriter.Fault(message, read.Value, answer), read.Value);
        int limit = isStream ? MaxMessage : Math.Clamp(question.Datagram ?? ShortDatagram, ShortDatagram, MaxDatagram);
        DnsWriter writer = new(question, answer, limit);
        NameMeaning? meaning = question.IsInternet ? names.Find(zone, question.Name) : null;
        if (passesOn && meaning is NameMeaning.Elsewhere)
            return new(ReplyKind.PassOn);
        bool isOurs = meaning is not (null or NameMeaning.Elsewhere);
        DnsCode code = isOurs ? Write(question, meaning!, ref writer) : DnsCode.Refused;
        return new(ReplyKind.Answer, writer.Finish(question, code, isOurs, passesOn), code);
    }

    /// <summary>The answer to a question that was passed on, and that nobody answered.</summary>
    /// <param name="answer">At least <see cref="FailureRoom"/> bytes.</param>
    public static int Fail(ReadOnlySpan<byte> message, Span<byte> answer) =>
        DnsQuestion.TryParse(message, out DnsQuestion question) == DnsCode.NoError
            ? new DnsWriter(question, answer, ShortDatagram).Finish(question, DnsCode.ServerFailure, isOurs: false, passesOn: true)
            : DnsWriter.Fault(message, DnsCode.ServerFailure, answer);

    private static DnsCode Write(in DnsQuestion question, NameMeaning meaning, ref DnsWriter writer)
    {
        switch (meaning)
        {
            case NameMeaning.Hosts hosts:
                WriteAddresses(question, hosts, ref writer);
                return DnsCode.NoError;
            case NameMeaning.Pointer pointer:
                if (question.Type is DnsType.Ptr or DnsType.Any)
                    writer.Pointer(pointer.Zone.FullName(pointer.Known[0]), Seconds);
                else
                    writer.Authority(pointer.Zone.Domain, Seconds, isAnswer: false);
                return DnsCode.NoError;
            case NameMeaning.Apex apex:
                writer.Authority(apex.Zone.Domain, Seconds, isAnswer: question.Type is DnsType.Soa or DnsType.Any);
                return DnsCode.NoError;
            case NameMeaning.Nobody nobody:
                if (nobody.Zone is not null)
                    writer.Authority(nobody.Zone.Domain, Seconds, isAnswer: false);
                return DnsCode.NameError;
            default:
                throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "not ours to answer");
        }
    }

    // Of several attachments with one name each comes first in turn: who asks chooses a number for every question.
    private static void WriteAddresses(in DnsQuestion question, NameMeaning.Hosts hosts, ref DnsWriter writer)
    {
        DnsType type = question.Type;
        IpAddress[] addresses = [.. hosts.Known.SelectMany(h => h.Addresses).Where(a => IsAsked(type, a.Family)).Distinct()];
        int first = addresses.Length == 0 ? 0 : (question.Message[0] << 8 | question.Message[1]) % addresses.Length;
        for (int i = 0; i < addresses.Length; i++)
            writer.Address(addresses[(first + i) % addresses.Length], Seconds);
        if (addresses.Length == 0)
            writer.Authority(hosts.Zone.Domain, Seconds, isAnswer: false);
    }

    private static bool IsAsked(DnsType type, IpFamily family) =>
        type is DnsType.Any || type == (family == IpFamily.IPv4 ? DnsType.A : DnsType.Aaaa);
}
