using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What stands in for a real host.</summary>
public class HostPictureTests
{
    private static readonly Resource[] Everyday =
    [
        Device("lo"),
        Device("eth0") with { Mtu = 9000, Address = MacAddress.Parse("02:00:00:00:00:05") },
        Device("eth1") with { Up = false },
        new Link(NamespaceId.Host, "docker0", new LinkType.Bridge()),
        new Link(NamespaceId.Host, "vethab12", new LinkType.Veth(null)) { Master = "docker0" },
        new Address(NamespaceId.Host, "eth0", IpPrefix.Parse("192.168.7.5/24")),
        new Address(NamespaceId.Host, "docker0", IpPrefix.Parse("172.17.0.1/16")),
        new Route(NamespaceId.Host, IpPrefix.Parse("192.168.7.0/24"), 0) { Link = "eth0", Protocol = 2 },
        new Route(NamespaceId.Host, IpPrefix.Parse("0.0.0.0/0"), 100) { Link = "eth0", Gateway = IpAddress.Parse("192.168.7.1"), Protocol = 3 },
        new Route(NamespaceId.Host, IpPrefix.Parse("10.0.0.0/8"), 0) { Link = "eth0", Gateway = IpAddress.Parse("192.168.7.2"), Protocol = 4 },
    ];

    private static Link Device(string name) => new(NamespaceId.Host, name, new LinkType.Other("device"));

    private static HostLayout Picture(IEnumerable<Resource> resources, params Observed[] more) =>
        HostPicture.Of("n1", new Snapshot([.. resources.Select(r => new Observed(r, Ownership.Foreign)), .. more], [], []), new Dictionary<string, int> { ["eth0"] = 2, ["docker0"] = 5 });

    [Fact]
    public void Links_stand_in_by_name_the_uplink_first_and_bridges_before_their_ports()
    {
        HostLayout host = Picture(Everyday);
        Assert.Equal(["eth0", "eth1", "docker0", "vethab12"], host.Interfaces.Select(i => i.Name));
        Assert.Equal([true, true, false, false], host.Interfaces.Select(i => i.IsOnWire));
        Assert.Equal([2, null, 5, null], host.Interfaces.Select(i => i.Index));
        Assert.Equal([true, false, true, true], host.Interfaces.Select(i => i.IsUp));
        Assert.Equal(new InterfaceLayout("eth0", [IpPrefix.Parse("192.168.7.5/24")]) { Index = 2, Mtu = 9000, Mac = MacAddress.Parse("02:00:00:00:00:05") }, host.Interfaces[0]);
        Assert.Equal("docker0", host.Interfaces[3].Master);
    }

    [Fact]
    public void Routes_are_those_that_do_not_come_with_an_address() =>
        Assert.Equal(["0.0.0.0/0 192.168.7.1 100", "10.0.0.0/8 192.168.7.2 0"], Picture(Everyday).Routes.Select(r => $"{r.To} {r.Via} {r.Metric}"));

    [Fact]
    public void A_bridge_that_leads_to_everywhere_is_on_the_wire_and_its_ports_are_not()
    {
        HostLayout host = Picture(Everyday.Select(r => r switch
        {
            Link { Name: "eth0" } port => port with { Master = "docker0" },
            Route { Gateway: not null } route => route with { Link = "docker0" },
            _ => r,
        }));
        Assert.Equal(["docker0", "eth1"], host.Interfaces.Where(i => i.IsOnWire).Select(i => i.Name));
        Assert.Equal("docker0", host.Interfaces[0].Name);
    }

    [Fact]
    public void What_is_the_owners_stands_for_itself() =>
        Assert.DoesNotContain("br-web", Picture(Everyday, new Observed(new Link(NamespaceId.Host, "br-web", new LinkType.Bridge()), Ownership.Owned)).Interfaces.Select(i => i.Name));

    [Fact]
    public void The_outside_is_what_the_hosts_routers_are()
    {
        LaboratoryLayout layout = LaboratoryLayout.Of(Set([Network("web", "10.9.0.0/24")]) with { Nodes = [Node("n1", "192.168.7.5"), Node("n2", "192.168.7.6")] }).Standing(Picture(Everyday));
        Assert.Equal(["n1", "n2"], layout.Hosts.Select(h => h.Name));
        Assert.Contains(IpPrefix.Parse("192.168.7.1/24"), layout.Outside.Interfaces[0].Addresses);
        Assert.Contains(IpPrefix.Parse("192.168.7.2/24"), layout.Outside.Interfaces[0].Addresses);
        // It has a way to everywhere by IPv4 only, and keeps the one that it would have by IPv6.
        HostLayout host = layout.Hosts[0];
        Assert.Equal(IpFamily.IPv6, Assert.Single(host.Routes, r => r.To.Length == 0 && r.Via != IpAddress.Parse("192.168.7.1")).To.Family);
        Assert.Equal([IpPrefix.Parse("192.168.7.5/24")], host.Interfaces[0].Addresses.Where(a => a.Family == IpFamily.IPv4));
        Assert.Single(host.Interfaces[0].Addresses, a => a.Family == IpFamily.IPv6);
    }

    [Fact]
    public void A_host_without_a_link_is_as_it_would_be()
    {
        LaboratoryLayout planned = LaboratoryLayout.Of(Set([Network("web", "10.9.0.0/24")]) with { Nodes = [Node("n1", "192.168.7.5")] });
        Assert.Equal(planned, planned.Standing(Picture([])));
    }

    [Fact]
    public void Settings_that_set_others_come_first_and_each_once()
    {
        IReadOnlyList<string> settings = HostSettings.Of(["eth0"]);
        Assert.Equal("net/ipv4/ip_forward", settings[0]);
        Assert.Contains("net/ipv4/conf/eth0/rp_filter", settings);
        Assert.Equal(settings.Distinct(), settings);
    }
}
