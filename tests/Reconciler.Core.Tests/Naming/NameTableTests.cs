using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests.Naming;

/// <summary>What names mean to whom.</summary>
public class NameTableTests
{
    private static readonly NameTable Names = new(Zones.Of(
        [
            Network("front", "10.20.0.0/24", "fd00:20::/64"),
            Network("data", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.30.0.0/24")], ReachableFrom = ["front"], Dns = new() { Domain = "data.shop.internal" } }),
            Network("shop", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.40.0.0/24")], Dns = new() { Domain = "shop.internal" } }),
            Network("dark", new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.50.0.0/24")], Dns = new() { Enabled = false } }),
            Network("lan", new NetworkSpec { Mode = NetworkMode.Macvlan, Subnets = [Subnet("10.60.0.0/24")] }),
        ],
        [
            (Attachment("web", "front"), [IpAddress.Parse("10.20.0.2"), IpAddress.Parse("fd00:20::2")]),
            (Attachment("db-1", "data", more: a => a with { Aliases = ["db", "primary"] }), [IpAddress.Parse("10.30.0.2")]),
            (Attachment("db-2", "data", more: a => a with { Aliases = ["db"] }), [IpAddress.Parse("10.30.0.3")]),
            (Attachment("data", "shop"), [IpAddress.Parse("10.40.0.2")]),
        ]));

    [Fact]
    public void Only_networks_of_this_host_s_gateways_serve_names() =>
        Assert.Equal(["front", "data", "shop"], Names.Zones.Select(z => z.Network));

    [Theory]
    [InlineData("front", "web", "web")]
    [InlineData("front", "web.front.internal", "web")]
    [InlineData("front", "db.data.shop.internal", "db-1 db-2")]
    [InlineData("front", "db-2.data.shop.internal", "db-2")]
    [InlineData("data", "db", "db-1 db-2")]
    [InlineData("data", "primary", "db-1")]
    [InlineData("shop", "data.shop.internal", "nobody")]
    [InlineData("front", "db", "nobody")]
    [InlineData("data", "web", "nobody")]
    [InlineData("data", "web.front.internal", "nobody")]
    [InlineData("shop", "db.data.shop.internal", "nobody")]
    [InlineData("front", "x.web.front.internal", "nobody of front.internal")]
    [InlineData("front", "gone.front.internal", "nobody of front.internal")]
    [InlineData("front", "front.internal", "front.internal itself")]
    [InlineData("front", "data.shop.internal", "data.shop.internal itself")]
    [InlineData("front", "example.com", "elsewhere")]
    [InlineData("front", "internal", "nobody")]
    [InlineData("front", "other.internal", "elsewhere")]
    [InlineData("front", "", "nobody")]
    [InlineData("front", "2.0.20.10.in-addr.arpa", "pointer to web")]
    [InlineData("front", "2.0.30.10.in-addr.arpa", "pointer to db-1")]
    [InlineData("data", "2.0.20.10.in-addr.arpa", "nobody")]
    [InlineData("front", "9.0.20.10.in-addr.arpa", "nobody of front.internal")]
    [InlineData("front", "9.9.9.9.in-addr.arpa", "elsewhere")]
    [InlineData("front", "2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.0.0.0.d.f.ip6.arpa", "pointer to web")]
    public void A_name_means(string network, string name, string expected) =>
        Assert.Equal(expected, Words(Names.Find(Names.Zones.Single(z => z.Network == network), name)));

    [Theory]
    [InlineData("10.20.0.2", "2.0.20.10.in-addr.arpa")]
    [InlineData("fd00:20::2", "2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.0.0.0.d.f.ip6.arpa")]
    public void An_address_has_a_name(string address, string name)
    {
        Assert.Equal(name, ReverseName.Of(IpAddress.Parse(address)));
        Assert.Equal(IpAddress.Parse(address), ReverseName.AddressOf(name));
    }

    [Theory]
    [InlineData("20.10.in-addr.arpa")]
    [InlineData("256.0.20.10.in-addr.arpa")]
    [InlineData("+1.0.20.10.in-addr.arpa")]
    [InlineData("x.0.20.10.in-addr.arpa")]
    [InlineData("02.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.0.0.0.d.f.ip6.arpa")]
    [InlineData("2.0.20.10.arpa")]
    public void What_is_no_whole_address_stands_for_none(string name) => Assert.Null(ReverseName.AddressOf(name));

    private static string Words(NameMeaning meaning) => meaning switch
    {
        NameMeaning.Hosts hosts => string.Join(' ', hosts.Known.Select(h => h.Attachment)),
        NameMeaning.Pointer pointer => "pointer to " + pointer.Known[0].Attachment,
        NameMeaning.Apex apex => apex.Zone.Domain + " itself",
        NameMeaning.Nobody { Zone: Zone zone } => "nobody of " + zone.Domain,
        NameMeaning.Nobody => "nobody",
        _ => "elsewhere",
    };
}
