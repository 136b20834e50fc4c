using System.Net;
using System.Net.NetworkInformation;
using Reconciler.Netlink.Packets;

namespace Reconciler.Netlink.Tests;

/// <summary>Frames as the kernel itself sends them where arp_notify and ndisc_notify are on; captured.</summary>
public class AnnouncementFrameTests
{
    private static readonly PhysicalAddress Mac = PhysicalAddress.Parse("02420A140032");

    [Fact]
    public void Arp() => Assert.Equal(
        "ffffffffffff" + "02420a140032" + "0806" + "0001080006040001" + "02420a140032" + "0a140032" + "000000000000" + "0a140032",
        Hex("10.20.0.50"));

    [Fact]
    public void Neighbour_advertisement() => Assert.Equal(
        "333300000001" + "02420a140032" + "86dd" + "6000000000203aff" + "fe8000000000000000420afffe140032" + "ff020000000000000000000000000001"
        + "88003a06" + "20000000" + "fe8000000000000000420afffe140032" + "0201" + "02420a140032",
        Hex("fe80::42:aff:fe14:32"));

    [Fact]
    public void Other_links_have_no_such_frames() =>
        Assert.Throws<ArgumentException>(() => AnnouncementFrame.For(IPAddress.Loopback, PhysicalAddress.Parse("0102030405060708")));

    private static string Hex(string address) => Convert.ToHexStringLower(AnnouncementFrame.For(IPAddress.Parse(address), Mac));
}
