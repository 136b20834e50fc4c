using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Tests;

/// <summary>Addresses, prefixes, marks and names.</summary>
public class ValueTests
{
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    public void An_address_prints_as_it_was_written(string text) => Assert.Equal(text, IpAddress.Parse(text).ToString());

    [Theory]
    [InlineData("10.0.0")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.0x1")]
    [InlineData("167772161")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("10.0.0.1 ")]
    [InlineData("")]
    public void What_only_looks_like_an_address_is_refused(string text) => Assert.False(IpAddress.TryParse(text, out _));

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0")]
    public void What_only_looks_like_a_prefix_is_refused(string text) => Assert.False(IpPrefix.TryParse(text, out _));

    [Theory]
    [InlineData("10.0.0.7/29", "10.0.0.0", "10.0.0.7", false)]
    [InlineData("10.0.0.0/29", "10.0.0.0", "10.0.0.7", true)]
    [InlineData("0.0.0.0/0", "0.0.0.0", "255.255.255.255", true)]
    [InlineData("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("fd00::1/128", "fd00::1", "fd00::1", true)]
    public void A_prefix_knows_its_ends(string text, string first, string last, bool isSubnet)
    {
        IpPrefix prefix = IpPrefix.Parse(text);
        Assert.Equal((first, last, isSubnet), (prefix.First.ToString(), prefix.Last.ToString(), prefix.IsSubnet));
    }

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.128/25", true)]
    [InlineData("10.0.0.128/25", "10.0.0.0/24", true)]
    [InlineData("10.0.0.0/25", "10.0.0.128/25", false)]
    [InlineData("0.0.0.0/0", "fd00::/8", false)]
    public void Subnets_overlap_when_they_share_an_address(string one, string other, bool overlap) =>
        Assert.Equal(overlap, IpPrefix.Parse(one).Overlaps(IpPrefix.Parse(other)));

    [Fact]
    public void A_mac_address_prints_as_it_was_written() =>
        Assert.Equal("02:42:0a:14:00:0a", MacAddress.Parse("02:42:0a:14:00:0a").ToString());

    [Theory]
    [InlineData("02:42:0a:14:00")]
    [InlineData("02:42:0a:14:00:0a:01")]
    [InlineData("02-42-0a-14-00-0a")]
    [InlineData("2:42:a:14:0:a")]
    public void What_only_looks_like_a_mac_address_is_refused(string text) => Assert.False(MacAddress.TryParse(text, out _));

    [Fact]
    public void An_alias_names_owner_and_document()
    {
        string alias = new OwnershipMark("default").Alias(new DocumentId("Network", "web"));
        Assert.Equal("reconciler:default:Network/web", alias);
        Assert.Equal("default", OwnershipMark.OwnerOf(alias));
        Assert.Equal(new DocumentId("Network", "web"), OwnershipMark.DocumentOf(alias));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("uplink to the switch")]
    [InlineData("reconciler:default")]
    [InlineData("reconciler:default:web")]
    public void An_alias_of_somebody_else_names_no_owner(string? alias) => Assert.Null(OwnershipMark.OwnerOf(alias));

    [Fact]
    public void Owners_have_different_groups() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(i => new OwnershipMark($"owner{i}").Group).Distinct().Count());

    [Theory]
    [InlineData("web", "br-web")]
    [InlineData("exactly-12-c", "br-exactly-12-c")]
    public void A_bridge_is_named_after_its_network(string network, string bridge) => Assert.Equal(bridge, InterfaceNames.Bridge(network));

    [Fact]
    public void A_long_name_is_hashed_into_what_the_kernel_takes()
    {
        string one = InterfaceNames.HostEnd("a-rather-long-attachment-name-1");
        string other = InterfaceNames.HostEnd("a-rather-long-attachment-name-2");
        Assert.Equal(InterfaceNames.MaxLength, one.Length);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Derived_values_never_change_between_versions()
    {
        Assert.Equal(0x52u, new OwnershipMark("default").Group >> 24);
        Assert.Equal(StableHash.Of("a", "b"), StableHash.Of("a", "b"));
        Assert.NotEqual(StableHash.Of("a", "b"), StableHash.Of("ab"));
        Assert.Equal(0xe629_1d1e_872a_b9b2, StableHash.Of("web"));
        Assert.Equal(0xe56f_3236_38c6_f916, StableHash.Of("web", new string('ü', 200)));
    }

    [Fact]
    public void Lists_compare_by_value()
    {
        ValueList<string> one = ["a", "b"];
        ValueList<string> same = ["a", "b"];
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, ["b", "a"]);
    }

    [Theory]
    [InlineData("255.254.253.252")]
    [InlineData("2001:db8:1:2:3:4:5:6")]
    public void Addresses_in_a_longer_text_are_as_by_themselves(string text)
    {
        IpAddress address = IpAddress.Parse(text);
        NftConcatenation key = new([new NftValue.Prefix(IpPrefix.Single(address)), new NftValue.Address(address), new NftValue.Protocol(TransportProtocol.Udp), new NftValue.Port(65535)]);
        Assert.Equal($"{text}/{address.Width} . {text} . udp . 65535", key.ToString());
        Assert.Equal($"<{key}>", $"<{key.ToString()}>");
        Assert.Equal("", new NftConcatenation([]).ToString());
    }

    [Theory]
    [InlineData("02:4e:29:98:fa:94", "fe80::4e:29ff:fe98:fa94")]
    [InlineData("00:00:00:00:00:00", "fe80::200:ff:fe00:0")]
    [InlineData("ff:ff:ff:ff:ff:ff", "fe80::fdff:ffff:feff:ffff")]
    public void A_mac_address_gives_the_link_local_address_that_the_kernel_generates(string mac, string address)
    {
        Assert.True(MacAddress.TryParse(mac, out MacAddress parsed));
        Assert.Equal(address, parsed.ToLinkLocal().ToString());
    }
}
