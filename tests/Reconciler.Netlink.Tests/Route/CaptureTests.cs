using System.Net;
using System.Net.NetworkInformation;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Route;

/// <summary>Our messages say what iproute2's say, and the kernel's answers are read as they are meant.</summary>
public class CaptureTests
{
    private const int Bridge = 2;

    public static TheoryData<string, Action<MessageWriter>> Requests => new()
    {
        {
            "ip link add br-web address 02:42:0a:14:00:01 mtu 1400 group 77 type bridge mcast_snooping 0 ageing_time 3000",
            w => new LinkMessage
            {
                Name = "br-web",
                Address = PhysicalAddress.Parse("02420A140001"),
                Mtu = 1400,
                Group = 77,
                Kind = "bridge",
                Options = new BridgeOptions { MulticastSnooping = false, AgeingTime = 3000 },
            }.Write(w, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive)
        },
        {
            "ip link set br-web alias reconciler:default:Network/web",
            w => new LinkMessage { Index = Bridge, Alias = "reconciler:default:Network/web" }.Write(w, RouteMessageType.NewLink)
        },
        {
            "ip link set br-web addrgenmode none",
            w => new LinkMessage { Index = Bridge, AddressGeneration = AddressGeneration.None }.Write(w, RouteMessageType.NewLink)
        },
        {
            "ip route get fd00::9 from fd00::2 iif lo",
            w => RouteMessage.WriteLookup(w, IPAddress.Parse("fd00::9"), IPAddress.Parse("fd00::2"), 1)
        },
        {
            "ip link set br-web up",
            w => new LinkMessage { Index = Bridge, Flags = LinkFlags.Up, Change = LinkFlags.Up }.Write(w, RouteMessageType.NewLink)
        },
        {
            "ip link add veth0 master br-web numtxqueues 1 numrxqueues 1 type veth peer name eth0 address 02:42:0a:14:00:0a mtu 1400",
            w => new LinkMessage
            {
                Name = "veth0",
                Master = Bridge,
                Queues = 1,
                Kind = "veth",
                Peer = new() { Name = "eth0", Address = PhysicalAddress.Parse("02420A14000A"), Mtu = 1400 },
            }.Write(w, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive)
        },
        {
            "ip addr add 10.20.0.1/24 dev br-web",
            w => new AddressMessage(Bridge, IPAddress.Parse("10.20.0.1"), 24).Write(w, RouteMessageType.NewAddress, MessageFlags.Create | MessageFlags.Exclusive)
        },
        {
            "ip addr add fd00:20::1/64 dev br-web nodad",
            w => new AddressMessage(Bridge, IPAddress.Parse("fd00:20::1"), 64) { Flags = AddressFlags.NoDuplicateDetection }
                .Write(w, RouteMessageType.NewAddress, MessageFlags.Create | MessageFlags.Exclusive)
        },
        {
            "ip addr del 10.20.0.1/24 dev br-web",
            w => new AddressMessage(Bridge, IPAddress.Parse("10.20.0.1"), 24).Write(w, RouteMessageType.DeleteAddress)
        },
        {
            "ip route add default via 10.20.0.254 dev br-web metric 50 proto 82",
            w => new RouteMessage(AddressFamily.IPv4) { Gateway = IPAddress.Parse("10.20.0.254"), OutputInterface = Bridge, Priority = 50, Protocol = 82 }
                .Write(w, RouteMessageType.NewRoute, MessageFlags.Create | MessageFlags.Exclusive)
        },
        {
            "ip -6 route add fd00:99::/64 via fd00:20::fe dev br-web proto 82",
            w => new RouteMessage(AddressFamily.IPv6)
            {
                Destination = IPAddress.Parse("fd00:99::"),
                DestinationLength = 64,
                Gateway = IPAddress.Parse("fd00:20::fe"),
                OutputInterface = Bridge,
                Protocol = 82,
            }.Write(w, RouteMessageType.NewRoute, MessageFlags.Create | MessageFlags.Exclusive)
        },
        {
            "ip neigh add 10.20.0.9 lladdr 02:42:0a:14:00:09 dev br-web nud permanent",
            w => new NeighbourMessage(AddressFamily.IPv4, Bridge)
            {
                Destination = IPAddress.Parse("10.20.0.9"),
                LinkLayerAddress = PhysicalAddress.Parse("02420A140009"),
                State = NeighbourState.Permanent,
            }.Write(w, RouteMessageType.NewNeighbour, MessageFlags.Create | MessageFlags.Exclusive)
        },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_says_what_iproute2_says(string command, Action<MessageWriter> write)
    {
        MessageWriter writer = new();
        write(writer);
        Assert.Equal(Words(Captures.Load("iproute2.captures", $"request $ {command}")), Words(writer.Message(0).ToArray()));
    }

    [Fact]
    public void A_bridge_is_read() => Assert.Equal(
        new LinkMessage
        {
            Index = Bridge,
            Name = "br-web",
            Address = PhysicalAddress.Parse("02420A140001"),
            // Not the 1400 of its creation: until somebody sets it, a bridge's MTU is the smallest of its ports'.
            Mtu = 1500,
            Group = 77,
            Alias = "reconciler:default:Network/web",
            AddressGeneration = AddressGeneration.None,
            Kind = "bridge",
            Qdisc = "noqueue",
            Options = new BridgeOptions { AgeingTime = 3000, ForwardDelay = 1500, SpanningTree = false, MulticastSnooping = false },
        },
        Read("ip -d link show dev br-web", LinkMessage.Read) with { Flags = LinkFlags.None });

    [Fact]
    public void A_bridges_port_is_read()
    {
        LinkMessage port = Read("ip -d link show dev veth0", LinkMessage.Read);
        Assert.Equal(("veth0", "veth", (uint?)Bridge, (uint?)0), (port.Name, port.Kind, port.Master, port.Group));
        Assert.True(port.Flags.HasFlag(LinkFlags.Up));
        Assert.Equal((3, 0), (port.Link, port.LinkNamespaceId));
        Assert.Equal(new BridgePortOptions { Hairpin = true, Isolated = true, Learning = true, UnicastFlood = true, NeighbourSuppression = false }, port.Port);
    }

    [Fact]
    public void Addresses_are_read()
    {
        Assert.Equal(
            new AddressMessage(Bridge, IPAddress.Parse("10.20.0.1"), 24) { Flags = AddressFlags.Permanent },
            Read("ip addr show dev br-web", AddressMessage.Read));
        Assert.Equal(
            new AddressMessage(Bridge, IPAddress.Parse("fd00:20::1"), 64) { Flags = AddressFlags.Permanent | AddressFlags.NoDuplicateDetection },
            Read("ip -6 addr show dev br-web", AddressMessage.Read));
    }

    [Fact]
    public void Routes_are_read()
    {
        Assert.Equal(
            new RouteMessage(AddressFamily.IPv4)
            {
                Destination = IPAddress.Parse("10.98.0.0"),
                DestinationLength = 16,
                Gateway = IPAddress.Parse("10.20.0.254"),
                OutputInterface = Bridge,
                Protocol = 3,
            },
            Read("ip route show", RouteMessage.Read));
        Assert.Equal(
            new RouteMessage(AddressFamily.IPv6)
            {
                Destination = IPAddress.Parse("fd00:99::"),
                DestinationLength = 64,
                Gateway = IPAddress.Parse("fd00:20::fe"),
                OutputInterface = Bridge,
                Priority = 1024,
                Protocol = 82,
            },
            Read("ip -6 route show", RouteMessage.Read));
    }

    private static TValue Read<TValue>(string command, MessageParser<TValue> parse)
    {
        foreach (MessageView view in new MessageReader(Captures.Load("iproute2.captures", $"answer $ {command}")))
            return parse(view);
        throw new InvalidOperationException("an empty capture");
    }

    // The order of attributes has no meaning, and each sender numbers its messages in its own way.
    private static string[] Words(byte[] message)
    {
        const int SequenceOffset = 8;
        message.AsSpan(SequenceOffset, sizeof(uint)).Clear();
        string line = "";
        foreach (MessageView view in new MessageReader(message))
            line = MessageText.Of(new(TraceDirection.Sent, NetlinkProtocol.Route, "x", view));
        return [.. line.Split(' ').Order(StringComparer.Ordinal)];
    }
}
