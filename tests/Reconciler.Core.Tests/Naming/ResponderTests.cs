using CsCheck;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;

namespace Reconciler.Core.Tests.Naming;

/// <summary>Questions and answers as bytes.</summary>
public class ResponderTests
{
    private static readonly Zone Web = new("web", "web.internal")
    {
        Subnets = [IpPrefix.Parse("10.20.0.0/24"), IpPrefix.Parse("fd00:20::/64")],
        Hosts =
        [
            new("web-1", ["www"], [IpAddress.Parse("10.20.0.10"), IpAddress.Parse("fd00:20::10")]),
            new("web-2", ["www"], [IpAddress.Parse("10.20.0.11")]),
            .. Enumerable.Range(0, 200).Select(i => new NamedHost($"many-{i}", ["many"], [new(IpFamily.IPv4, IpAddress.Parse("10.20.0.20").Bits + (UInt128)i)])),
        ],
        PassesOn = true,
    };

    private static readonly Responder Own = new(Web, new([Web]), passesOn: false);
    private static readonly Responder Passing = new(Web, new([Web]), passesOn: true);

    // dig +noedns +nocookie +noadflag @10.20.0.1 web-1.web.internal
    private const string Dig = "1234 0100 0001 0000 0000 0000 05 7765622d31 03 776562 08 696e7465726e616c 00 0001 0001";

    [Fact]
    public void An_address_is_answered_with_authority() => Assert.Equal(
        "1234 8500 0001 0001 0000 0000 05 7765622d31 03 776562 08 696e7465726e616c 00 0001 0001 c00c 0001 0001 00000005 0004 0a14000a".Replace(" ", "", StringComparison.Ordinal),
        Convert.ToHexStringLower(Answer(Own, Bytes(Dig))));

    [Fact]
    public void The_question_is_repeated_to_the_letter()
    {
        byte[] question = Bytes(Dig);
        question[13] = (byte)'W';
        byte[] answer = Answer(Own, question);
        Assert.Equal((byte)'W', answer[13]);
        Assert.Equal(IpAddress.Parse("10.20.0.10"), Assert.Single(DnsAnswer.TryParse(question, answer)!.Addresses));
    }

    [Theory]
    [InlineData("web-1", IpFamily.IPv4, DnsCode.NoError, "10.20.0.10")]
    [InlineData("web-1", IpFamily.IPv6, DnsCode.NoError, "fd00:20::10")]
    [InlineData("web-2.web.internal", IpFamily.IPv6, DnsCode.NoError, "")]
    [InlineData("www", IpFamily.IPv4, DnsCode.NoError, "10.20.0.10, 10.20.0.11")]
    [InlineData("web.internal", IpFamily.IPv4, DnsCode.NoError, "")]
    [InlineData("gone.web.internal", IpFamily.IPv4, DnsCode.NameError, "")]
    [InlineData("gone", IpFamily.IPv4, DnsCode.NameError, "")]
    [InlineData("example.com", IpFamily.IPv4, DnsCode.Refused, "")]
    public void A_question_is_answered(string name, IpFamily family, DnsCode code, string addresses)
    {
        byte[] question = DnsAnswer.Question(2, name, family);
        DnsAnswer answer = DnsAnswer.TryParse(question, Answer(Own, question))!;
        Assert.Equal((code, addresses, false), (answer.Code, answer.Addresses.ToString(), answer.IsCut));
    }

    [Fact]
    public void Of_several_each_comes_first_in_turn() =>
        Assert.Equal(["10.20.0.10", "10.20.0.11", "10.20.0.10"], Enumerable.Range(4, 3).Select(id =>
        {
            byte[] question = DnsAnswer.Question((ushort)id, "www", IpFamily.IPv4);
            return DnsAnswer.TryParse(question, Answer(Own, question))!.Addresses[0].ToString();
        }));

    [Fact]
    public void Names_of_others_are_passed_on_and_ours_never()
    {
        byte[] answer = new byte[Responder.Room];
        Assert.Equal(ReplyKind.PassOn, Passing.Respond(DnsAnswer.Question(1, "example.com", IpFamily.IPv4), answer, false).Kind);
        Assert.All(["gone", "gone.web.internal", "9.0.20.10.in-addr.arpa"], name =>
            Assert.Equal(ReplyKind.Answer, Passing.Respond(DnsAnswer.Question(1, name, IpFamily.IPv4), answer, false).Kind));
        Zone inside = Web with { PassesOn = false };
        Assert.Equal(ReplyKind.Answer, new Responder(inside, new([inside]), true).Respond(DnsAnswer.Question(1, "example.com", IpFamily.IPv4), answer, false).Kind);
    }

    [Theory]
    [InlineData(false, null, 512, 30)]
    [InlineData(false, 4096, Responder.MaxDatagram, 74)]
    [InlineData(false, 100, 512, 29)]
    [InlineData(true, null, ushort.MaxValue, 200)]
    public void What_does_not_fit_is_said_to_be_missing(bool isStream, int? datagram, int limit, int count)
    {
        byte[] question = DnsAnswer.Question(1, "many", IpFamily.IPv4);
        byte[] message = datagram is int size ? WithOpt(question, size) : question;
        byte[] answer = Answer(Own, message, isStream);
        DnsAnswer read = DnsAnswer.TryParse(question, answer)!;
        Assert.Equal((count < 200, count), (read.IsCut, read.Addresses.Count));
        Assert.True(answer.Length <= limit, $"{answer.Length} bytes");
        // Who speaks of EDNS is answered with it: one record, which is the last.
        Assert.Equal(datagram is null ? 0 : 1, answer[11]);
    }

    [Fact]
    public void A_pointer_leads_back()
    {
        byte[] question = DnsAnswer.Question(1, "10.0.20.10.in-addr.arpa", IpFamily.IPv4);
        question[^3] = (byte)DnsType.Ptr;
        Assert.EndsWith("000c" + "0001" + "00000005" + "0014" + "057765622d3103776562" + "08696e7465726e616c" + "00", Convert.ToHexStringLower(Answer(Own, question)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1234 8100 0001 0000 0000 0000 01 61 00 0001 0001", null)]
    [InlineData("1234 0100 0001 0000 0000", null)]
    [InlineData("1234 2800 0001 0000 0000 0000 01 61 00 0001 0001", DnsCode.NotImplemented)]
    [InlineData("1234 0100 0002 0000 0000 0000 01 61 00 0001 0001", DnsCode.FormatError)]
    [InlineData("1234 0100 0001 0000 0000 0000 c00c 0001 0001", DnsCode.FormatError)]
    [InlineData("1234 0100 0001 0000 0000 0000 05 61", DnsCode.FormatError)]
    [InlineData("1234 0100 0001 0000 0000 0000 01 61 00 0001", DnsCode.FormatError)]
    [InlineData("1234 0100 0001 0000 0000 0000 01 61 00 0001 0003", DnsCode.Refused)]
    public void What_is_no_question_is_no_matter(string message, DnsCode? code)
    {
        byte[] answer = new byte[Responder.Room];
        Reply reply = Own.Respond(Bytes(message), answer, false);
        Assert.Equal((code is null ? ReplyKind.None : ReplyKind.Answer, code ?? 0), (reply.Kind, (DnsCode)(answer[3] & 0xf)));
    }

    [Fact]
    public void Whatever_comes_is_read_to_its_end()
    {
        byte[] answer = new byte[Responder.Room];
        Gen<byte[]> noise = Gen.Byte.Array[0, 300];
        Gen<byte[]> broken = Gen.Select(Gen.Int[0, 60], Gen.Byte, Gen.Int[0, 60]).Select((at, value, length) =>
        {
            byte[] message = WithOpt(Bytes(Dig), 1232);
            message[at % message.Length] = value;
            return message[..Math.Min(length, message.Length)];
        });
        Gen.OneOf(noise, broken).Sample(message =>
        {
            Reply reply = Passing.Respond(message, answer, false);
            _ = DnsAnswer.TryParse(Bytes(Dig), message);
            Assert.InRange(reply.Length, 0, Responder.MaxDatagram);
        });
    }

    [Fact]
    public void Only_those_on_the_network_are_served()
    {
        Assert.True(Own.Serves(IpAddress.Parse("10.20.0.99")));
        Assert.True(Own.Serves(IpAddress.Parse("fd00:20::99")));
        Assert.False(Own.Serves(IpAddress.Parse("10.30.0.1")));
        Assert.False(Own.Serves(IpAddress.Parse("192.0.2.1")));
    }

    private static byte[] Answer(Responder responder, byte[] question, bool isStream = false)
    {
        byte[] answer = new byte[Responder.Room];
        Reply reply = responder.Respond(question, answer, isStream);
        Assert.Equal(ReplyKind.Answer, reply.Kind);
        return answer[..reply.Length];
    }

    private static byte[] WithOpt(byte[] question, int size)
    {
        byte[] message = [.. question, 0, 0, (byte)DnsType.Opt, (byte)(size >> 8), (byte)size, 0, 0, 0, 0, 0, 0];
        message[11] = 1;
        return message;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
