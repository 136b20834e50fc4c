using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests.Naming;

/// <summary>Which names a host serves.</summary>
public class ZoneTests
{
    // Overlays need the address of their node.
    private static readonly Snapshot Host = new(
        [new(new Address(NamespaceId.Host, "eth0", IpPrefix.Parse("192.0.2.1/24")), Ownership.Foreign)], [NamespaceId.Host], []);

    private static readonly Document<ContainerAttachmentSpec> Web = Attachment("web", "front", more: a => a with { Aliases = ["www"] });
    private static readonly Document<ContainerAttachmentSpec> Cart = Attachment("cart", "front", more: a => a with { Addresses = [IpAddress.Parse("10.20.0.9")] });

    [Fact]
    public void Automatic_addresses_have_names_too()
    {
        Zone zone = Assert.Single(Served(Set([Network("front", "10.20.0.0/24")], [Web, Cart]), []));
        Assert.Equal(("front.internal", "10.20.0.1", true), (zone.Domain, zone.Servers.ToString(), zone.PassesOn));
        Assert.Equal(["web", "cart"], zone.Hosts.Select(h => h.Attachment));
        Assert.Equal(["www"], zone.Hosts[0].Aliases);
        Assert.All(zone.Hosts, h => Assert.Contains(Assert.Single(h.Addresses), new HashSet<IpAddress>(Compiled(Set([Network("front", "10.20.0.0/24")], [Web, Cart])))));
    }

    [Fact]
    public void Who_is_waited_for_has_no_name_yet()
    {
        Document<ContainerAttachmentSpec> waited = Attachment("late", "front", more: a => a with { Container = new ContainerSpec.Netns("late", Create: false) });
        Assert.Equal(["cart"], Assert.Single(Served(Set([Network("front", "10.20.0.0/24")], [waited, Cart]), [])).Hosts.Where(h => h.Addresses.Count > 0).Select(h => h.Attachment));
    }

    [Fact]
    public void What_is_left_alone_keeps_its_names()
    {
        DocumentSet all = Set([Network("front", "10.20.0.0/24"), Network("data", "10.30.0.0/24")], [Web, Cart, Attachment("db", "data")]);
        ValueList<Zone> earlier = Served(all, []);
        DocumentSet part = all with
        {
            Networks = [all.Networks[0]],
            NetworksLeftAlone = [all.Networks[1]],
            Attachments = [Cart],
            LeftAlone = [Web, all.Attachments[2]],
        };
        ValueList<Zone> now = Served(part, earlier);
        Assert.Equal(earlier[1], now[1]);
        Assert.Equal(earlier[0].Hosts.ToHashSet(), now[0].Hosts.ToHashSet());
    }

    [Fact]
    public void Of_other_nodes_those_of_networks_that_span_them_have_names()
    {
        NetworkSpec mesh = new() { Mode = NetworkMode.Overlay, Subnets = [Subnet("10.60.0.0/24")], Overlay = new() { Vni = 1 } };
        DocumentSet all = Set(
            [Network("mesh", mesh), Network("front", "10.20.0.0/24")],
            [
                Attachment("here", "mesh", more: a => a with { Node = "a", Addresses = [IpAddress.Parse("10.60.0.2")] }),
                Attachment("there", "mesh", more: a => a with { Node = "b", Addresses = [IpAddress.Parse("10.60.0.3")] }),
                Attachment("apart", "front", more: a => a with { Node = "b", Addresses = [IpAddress.Parse("10.20.0.3")] }),
            ]) with
        {
            Nodes = [Node("a", "192.0.2.1"), Node("b", "192.0.2.2")],
        };
        ValueList<Zone> zones = Served(all.On("a"), []);
        Assert.Equal("here 10.60.0.2; there 10.60.0.3", string.Join("; ", zones[0].Hosts.Select(h => $"{h.Attachment} {h.Addresses}")));
        Assert.Empty(zones[1].Hosts);
    }

    private static ValueList<Zone> Served(DocumentSet here, ValueList<Zone> earlier) =>
        Zones.Of(here, Compiler.Compile(here, "default", Host).Resources, earlier);

    private static IEnumerable<IpAddress> Compiled(DocumentSet here) =>
        Compiler.Compile(here, "default", Host).Resources.Select(d => d.Resource).OfType<Address>().Select(a => a.Prefix.Address);
}
