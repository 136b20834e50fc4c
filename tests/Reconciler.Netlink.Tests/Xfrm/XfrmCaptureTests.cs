using System.Net;
using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Netlink.Tests.Xfrm;

/// <summary>Our messages about IPsec are iproute2's, byte for byte, and are read as they are meant.</summary>
public class XfrmCaptureTests
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223";
    private const uint Spi = 0x40001001;
    private const uint RequestId = 1392361021;

    private static XfrmStateMessage State => new(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"), Spi)
    {
        RequestId = RequestId,
        Selector = Flow("192.0.2.1", "192.0.2.2"),
        Aead = new("rfc4106(gcm(aes))", Convert.FromHexString(Key), 128),
    };

    private static XfrmPolicyMessage Policy => new(XfrmDirection.Out, Flow("2001:db8::1", "2001:db8::2"))
    {
        Priority = 82,
        Templates = [new(IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2"), Spi, RequestId)],
    };

    private static XfrmSelector Flow(string source, string destination) =>
        XfrmSelector.Between(IPAddress.Parse(source), IPAddress.Parse(destination), 17, 36968, 4789);

    [Theory]
    [InlineData("ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x40001001 reqid 1392361021 mode transport aead rfc4106(gcm(aes)) 0x" + Key + " 128 sel src 192.0.2.1 dst 192.0.2.2 proto udp sport 36968 dport 4789")]
    [InlineData("ip xfrm policy update src 2001:db8::1 dst 2001:db8::2 proto udp sport 36968 dport 4789 dir out priority 82 tmpl src 2001:db8::1 dst 2001:db8::2 proto esp spi 0x40001001 reqid 1392361021 mode transport")]
    [InlineData("ip xfrm policy delete src 2001:db8::1 dst 2001:db8::2 proto udp sport 36968 dport 4789 dir out")]
    public void A_request_is_the_one_of_iproute2(string command)
    {
        MessageWriter writer = new();
        if (command.Contains(" state ", StringComparison.Ordinal))
            State.Write(writer);
        else if (command.Contains(" update ", StringComparison.Ordinal))
            Policy.Write(writer);
        else
            Policy.WriteDelete(writer);
        Assert.Equal(Convert.ToHexStringLower(Payload(Captures.Load("iproute2.captures", $"request $ {command}"))), Convert.ToHexStringLower(Payload(writer.Message(0))));
    }

    // iproute2 adds the source, which the kernel ignores without a mark.
    [Fact]
    public void A_deletion_says_what_identifies_a_state()
    {
        MessageWriter writer = new();
        State.WriteDelete(writer);
        byte[] theirs = Captures.Load("iproute2.captures", "request $ ip xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x40001001");
        Assert.Equal(Payload(theirs)[..24], Payload(writer.Message(0)));
    }

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        MessageWriter writer = new();
        State.Write(writer);
        XfrmStateMessage read = XfrmStateMessage.Read(First(writer));
        Assert.Equal(State with { Aead = null }, read with { Aead = null });
        Assert.Equal(("rfc4106(gcm(aes))", Key, 128u), (read.Aead!.Name, Convert.ToHexStringLower(read.Aead.Key.Span), read.Aead.TagBits));
    }

    [Fact]
    public void A_policy_is_read_as_it_was_written()
    {
        MessageWriter writer = new();
        Policy.Write(writer);
        XfrmPolicyMessage read = XfrmPolicyMessage.Read(First(writer));
        Assert.Equal(Policy.Templates, read.Templates);
        Assert.Equal(Policy with { Templates = [] }, read with { Templates = [] });
    }

    [Fact]
    public void A_trace_shows_no_key()
    {
        MessageWriter writer = new();
        State.Write(writer);
        string text = MessageText.Of(new TracedMessage(TraceDirection.Sent, NetlinkProtocol.Xfrm, "here", First(writer)));
        Assert.Contains("Aead \"rfc4106(gcm(aes))\" key withheld", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[..16], text + State, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused_or_read()
    {
        MessageWriter writer = new();
        State.Write(writer);
        Policy.Write(writer);
        foreach (int message in (int[])[0, 1])
        {
            byte[] payload = Payload(writer.Message(message));
            for (int length = 0; length < payload.Length; length++)
            {
                AssertHarmless(payload[..length], m => XfrmStateMessage.Read(m));
                AssertHarmless(payload[..length], m => XfrmPolicyMessage.Read(m));
            }
        }
    }

    private static void AssertHarmless(byte[] payload, Action<MessageView> read)
    {
        byte[] message = [.. BitConverter.GetBytes(payload.Length + 16), .. new byte[12], .. payload];
        foreach (MessageView view in new MessageReader(message))
        {
            try
            {
                read(view);
            }
            catch (NetlinkFormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    private static byte[] Payload(ReadOnlySpan<byte> message) => message[16..].ToArray();

    private static MessageView First(MessageWriter writer)
    {
        foreach (MessageView message in new MessageReader(writer.Bytes))
            return message;
        throw new InvalidOperationException("no message");
    }
}
