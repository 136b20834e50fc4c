using System.Net;
using CsCheck;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Tracing;

/// <summary>Messages as a person reads them.</summary>
public class MessageTextTests
{
    [Fact]
    public void A_conversation_reads_like_one()
    {
        List<string> lines = [];
        using NetworkNamespace here = Requirements.PrivateNamespace("here");
        using NetlinkConnection route = NetlinkConnection.Open(here, NetlinkProtocol.Route, m => lines.Add(MessageText.Of(m)));
        MessageWriter requests = new();
        new LinkMessage { Name = "br0", Mtu = 1400, Kind = "bridge", Options = new BridgeOptions { MulticastSnooping = false } }
            .Write(requests, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        new AddressMessage(1, IPAddress.Parse("10.0.0.1"), 24) { Protocol = 82 }.Write(requests, RouteMessageType.NewAddress, MessageFlags.Create);
        new AddressMessage(1, IPAddress.Parse("10.0.0.1"), 24).Write(requests, RouteMessageType.NewAddress, MessageFlags.Create | MessageFlags.Exclusive);
        Assert.Throws<NetlinkException>(() => route.Request(requests));
        Assert.Equal(
            [
                "here > NewLink 1 Exclusive|Create LinkHeader { Family = 0, Padding = 0, Type = 0, Index = 0, Flags = None, Change = None } "
                + "Name \"br0\" Mtu 1400 LinkInfo { Kind \"bridge\" Data { MulticastSnooping 0 } }",
                "here > NewAddress 2 Create AddressHeader { Family = IPv4, PrefixLength = 24, Flags = 0, Scope = 0, Index = 1 } "
                + "Local 10.0.0.1 Address 10.0.0.1 Protocol 82",
                "here > NewAddress 3 Exclusive|Create AddressHeader { Family = IPv4, PrefixLength = 24, Flags = 0, Scope = 0, Index = 1 } "
                + "Local 10.0.0.1 Address 10.0.0.1",
                "here > NoOperation 4",
                "here < Error 3 EEXIST \"ipv4: Address already assigned\"",
                "here < Error 4 done",
            ],
            lines);
    }

    [Fact]
    public void A_transaction_shows_what_is_in_it()
    {
        List<string> lines = [];
        using NetworkNamespace here = Requirements.PrivateNamespace("here");
        using NetlinkConnection netfilter = NetlinkConnection.Open(here, NetlinkProtocol.Netfilter, m => lines.Add(MessageText.Of(m)));
        MessageWriter requests = new();
        NftablesBatch batch = new(requests);
        batch.Add(new Table(NetfilterFamily.Inet, "t"));
        batch.End();
        netfilter.Transact(requests);
        Assert.Contains(lines, l => l.StartsWith("here > BatchBegin 1", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("here > NewTable 2 Create", StringComparison.Ordinal) && l.Contains("Name \"t\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_the_bytes_are_there_is_a_line() =>
        Gen.Byte.Array[0, 100].Select(Gen.UShort[2, 100], Gen.Bool).Sample((bytes, type, route) =>
        {
            byte[] message = [.. BitConverter.GetBytes(bytes.Length + 16), .. BitConverter.GetBytes(type), .. new byte[10], .. bytes];
            foreach (MessageView view in new MessageReader(message))
            {
                string line = MessageText.Of(new(TraceDirection.Received, route ? NetlinkProtocol.Route : NetlinkProtocol.Netfilter, "x", view));
                Assert.StartsWith("x < ", line, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', line);
            }
        });
}
