using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Reconciler.Netlink.Packets;

/// <summary>
/// Ethernet frames by which an interface tells its neighbours, unasked, that an address is now at its MAC address: those that knew it
/// elsewhere correct themselves at once.
/// </summary>
public static class AnnouncementFrame
{
    private const int MacLength = 6;
    private const ushort EtherTypeArp = 0x0806;
    private const ushort EtherTypeIPv6 = 0x86dd;
    private static readonly byte[] Everybody = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    private static readonly byte[] AllNodesMac = [0x33, 0x33, 0, 0, 0, 1];
    private static readonly IPAddress AllNodes = IPAddress.Parse("ff02::1");

    /// <summary>An ARP announcement (RFC 5227, section 3) for an IPv4 address, an unsolicited neighbour advertisement (RFC 4861, section 7.2.6) for an IPv6 one.</summary>
    public static byte[] For(IPAddress address, PhysicalAddress mac)
    {
        byte[] sender = mac.GetAddressBytes();
        if (sender.Length != MacLength)
            throw new ArgumentException($"{sender.Length} bytes are no Ethernet address", nameof(mac));
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? [.. AllNodesMac, .. sender, .. BigEndian(EtherTypeIPv6), .. Advertisement(address, sender)]
            : [.. Everybody, .. sender, .. BigEndian(EtherTypeArp), .. Request(address.GetAddressBytes(), sender)];
    }

    // A question for its own address (RFC 826): hardware Ethernet, protocol IPv4, operation request.
    private static byte[] Request(byte[] address, byte[] sender) =>
        [0, 1, 8, 0, MacLength, 4, 0, 1, .. sender, .. address, 0, 0, 0, 0, 0, 0, .. address];

    private static byte[] Advertisement(IPAddress address, byte[] sender)
    {
        const byte IcmpV6 = 58;
        const byte NeighbourAdvertisement = 136;
        const byte OverrideFlag = 0x20;
        const byte TargetLinkLayerAddress = 2;
        byte[] target = address.GetAddressBytes();
        byte[] body = [NeighbourAdvertisement, 0, 0, 0, OverrideFlag, 0, 0, 0, .. target, TargetLinkLayerAddress, 1, .. sender];
        byte[] addresses = [.. target, .. AllNodes.GetAddressBytes()];
        byte[] pseudoHeader = [.. addresses, 0, 0, 0, (byte)body.Length, 0, 0, 0, IcmpV6];
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(2), Checksum([.. pseudoHeader, .. body]));
        // RFC 4861, section 7.1.2: with a hop limit below 255 it comes from elsewhere and is ignored.
        return [0x60, 0, 0, 0, 0, (byte)body.Length, IcmpV6, 255, .. addresses, .. body];
    }

    // RFC 1071
    private static ushort Checksum(ReadOnlySpan<byte> words)
    {
        uint sum = 0;
        for (int i = 0; i < words.Length; i += sizeof(ushort))
            sum += BinaryPrimitives.ReadUInt16BigEndian(words[i..]);
        while (sum > ushort.MaxValue)
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)~sum;
    }

    private static byte[] BigEndian(ushort number) => [(byte)(number >> 8), (byte)number];
}
