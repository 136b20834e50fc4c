using System.Net;
using System.Net.NetworkInformation;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Packets;

namespace Reconciler.Kernel.Tests;

/// <summary>With policies no port of a bridge speaks for another's addresses.</summary>
public sealed class SenderVerificationTests : IDisposable
{
    private const int SourceOffset = 14 + 8; // behind the headers of Ethernet and, up to the addresses, IPv6

    // The sums of both IPv6 addresses are equal, so that one can stand for the other without another checksum.
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: net}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db}
        spec: {container: db, network: net, addresses: [10.20.0.10, "fd00:20::1:2"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec: {container: web, network: net, addresses: [10.20.0.11, "fd00:20::9"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: evil}
        spec: {container: evil, network: net, addresses: [10.20.0.12, "fd00:20::2:1"], mac: "02:00:00:00:00:66"}
        ---
        apiVersion: reconciler/v1
        kind: FirewallPolicy
        metadata: {name: db}
        spec: {appliesTo: {attachment: db}, ingress: [{from: [{attachment: web}]}]}
        """;

    private static readonly PhysicalAddress Evil = PhysicalAddress.Parse("02-00-00-00-00-66");

    private readonly TestHost host = new();

    public SenderVerificationTests()
    {
        host.Apply(Documents);
        host.Sh("for address in 10.20.0.10 fd00:20::1:2; do until inside web ping -c1 -W1 $address > /dev/null; do :; done; done");
    }

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("10.20.0.10")]
    [InlineData("fd00:20::1:2")]
    public void Nobody_says_of_anothers_address_that_it_is_here(string address)
    {
        byte[] frame = AnnouncementFrame.For(IPAddress.Parse(address), Evil);
        if (address.Contains(':', StringComparison.Ordinal))
            IPAddress.Parse("fd00:20::2:1").GetAddressBytes().CopyTo(frame, SourceOffset);
        Send(frame);
        Assert.DoesNotContain("02:00:00:00:00:66", Neighbour(address), StringComparison.Ordinal);
        host.Sh("nft delete table bridge reconciler-default");
        Send(frame);
        Assert.Contains("02:00:00:00:00:66", Neighbour(address), StringComparison.Ordinal);
    }

    // An experimental protocol (IEEE 802) to everybody.
    private static readonly byte[] Experimental = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, .. Evil.GetAddressBytes(), 0x88, 0xb5, .. new byte[50]];

    // A router advertisement (RFC 4861, section 4.2) from its own link-local address to all nodes.
    private static readonly byte[] Advertisement =
    [
        0x33, 0x33, 0, 0, 0, 1, .. Evil.GetAddressBytes(), 0x86, 0xdd, 0x60, 0, 0, 0, 0, 16, 58, 255,
        .. IPAddress.Parse("fe80::ff:fe00:66").GetAddressBytes(), .. IPAddress.Parse("ff02::1").GetAddressBytes(), 134, 0, 0x7c, 0xca, .. new byte[12],
    ];

    public static TheoryData<byte[], string> Forbidden => new() { { Experimental, "meta protocol 0x88b5" }, { Advertisement, "icmpv6 type nd-router-advert" } };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void What_a_container_has_no_business_to_say_does_not_leave_its_port(byte[] frame, string match)
    {
        host.Sh($"inside web nft 'add table netdev seen; add chain netdev seen c {{ type filter hook ingress device eth0 priority 0; }}; add rule netdev seen c {match} counter'");
        Send(frame);
        Assert.Contains("packets 0", host.Sh("inside web nft list table netdev seen"), StringComparison.Ordinal);
        host.Sh("nft delete table bridge reconciler-default");
        Send(frame);
        Assert.Contains("packets 1", host.Sh("inside web nft list table netdev seen"), StringComparison.Ordinal);
    }

    private void Send(byte[] frame)
    {
        int index = int.Parse(host.Sh("inside evil ip -o link show eth0 | cut -d: -f1"), System.Globalization.CultureInfo.InvariantCulture);
        using NetworkNamespace evil = host.Inside("evil");
        using PacketSocket socket = PacketSocket.Open(evil);
        // The kernel believes no change of a neighbour that it has heard of within the last second (locktime).
        Thread.Sleep(1100);
        socket.Send(index, frame);
        Thread.Sleep(200);
    }

    private string Neighbour(string address) => host.Sh($"inside web ip neigh show to {address}");
}
