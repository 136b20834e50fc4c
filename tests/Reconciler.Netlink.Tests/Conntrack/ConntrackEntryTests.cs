using System.Net;
using System.Net.Sockets;
using Reconciler.Netlink.Conntrack;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Conntrack;

/// <summary>Tracked connections, and that nothing but what is named is ever deleted.</summary>
public class ConntrackEntryTests
{
    private static ConntrackEntry Entry(string source, string destination) => new(
        new(IPAddress.Parse(source), IPAddress.Parse(destination), 17, 1000, 5353),
        new(IPAddress.Parse(destination), IPAddress.Parse(source), 17, 53, 1000))
    {
        Id = 0x01020304,
    };

    private static byte[] Deletion(ConntrackEntry entry)
    {
        MessageWriter writer = new();
        entry.WriteDelete(writer);
        return writer.Message(0).ToArray();
    }

    // nfgenmsg, CTA_TUPLE_ORIG with addresses and ports, CTA_ID. Without the tuple the kernel would delete everything.
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.10",
        "02000000" + "34000180" + "14000180" + "08000100c0000201" + "08000200c000020a" + "1c000280" + "0500010011000000" + "0600020003e80000" + "0600030014e90000" + "08000c0001020304")]
    [InlineData("2001:db8::1", "2001:db8::10",
        "0a000000" + "4c000180" + "2c000180" + "1400030020010db8000000000000000000000001" + "1400040020010db8000000000000000000000010"
        + "1c000280" + "0500010011000000" + "0600020003e80000" + "0600030014e90000" + "08000c0001020304")]
    public void A_deletion_names_one_connection(string source, string destination, string payload)
    {
        byte[] bytes = Deletion(Entry(source, destination));
        Assert.Equal(0x102, BitConverter.ToUInt16(bytes, 4));
        Assert.Equal(payload, Convert.ToHexStringLower(bytes.AsSpan(16)));
    }

    [Fact]
    public void A_trace_shows_what_is_deleted()
    {
        byte[] bytes = Deletion(Entry("192.0.2.1", "192.0.2.10"));
        foreach (MessageView message in new MessageReader(bytes))
        {
            string text = MessageText.Of(new(TraceDirection.Sent, NetlinkProtocol.Netfilter, "host", message));
            Assert.StartsWith("host > DeleteEntry ", text, StringComparison.Ordinal);
            Assert.Contains("IPv4Source 192.0.2.1 IPv4Destination 192.0.2.10", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_of_two_connections_of_the_kernel_is_deleted()
    {
        using NetworkNamespace here = Requirements.PrivateNamespace();
        NamespaceShell.Sh(here, "ip link set lo up; nft 'add table inet t; add chain inet t c { type filter hook output priority 0; }; add rule inet t c ct state new accept'");
        using NetlinkConnection netfilter = NetlinkConnection.Open(here, NetlinkProtocol.Netfilter);
        using Socket first = Send(here, 7001), second = Send(here, 7002);

        ConntrackEntry[] before = Entries(netfilter);
        Assert.Equal([7001, 7002], before.Select(e => (int)e.Original.DestinationPort).Order());
        ConntrackEntry one = before.Single(e => e.Original.DestinationPort == 7001);
        Assert.Equal((IPAddress.Loopback, (byte)17, (ushort)7001), (one.Original.Source, one.Original.Protocol, one.Reply.SourcePort));
        Assert.False(one.Status.HasFlag(ConntrackStatus.Assured));
        MessageWriter deletion = new();
        one.WriteDelete(deletion);
        netfilter.Request(deletion);
        Assert.Equal(7002, Assert.Single(Entries(netfilter)).Original.DestinationPort);
        Assert.Equal(Errno.ENOENT, Assert.Throws<NetlinkException>(() => netfilter.Request(deletion)).Errno);
    }

    private static ConntrackEntry[] Entries(NetlinkConnection netfilter)
    {
        return [.. netfilter.Dump(ConntrackEntry.WriteDump, ConntrackEntry.Read)];
    }

    private static Socket Send(NetworkNamespace where, int port)
    {
        Socket socket = where.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        socket.Connect(IPAddress.Loopback, port);
        socket.Send("?"u8);
        return socket;
    }
}
