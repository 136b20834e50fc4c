using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>
/// What stands in for the machines of documents and for what is around them: hosts on one wire, and an outside that is their way to
/// everywhere else. A pure function of the documents.
/// </summary>
/// <param name="Hosts">One for each node that documents describe or attachments name; one when there are none.</param>
public sealed record LaboratoryLayout(ValueList<HostLayout> Hosts, HostLayout Outside)
{
    /// <summary>The name of the only host, where the documents know no nodes.</summary>
    public const string OnlyHost = "host";

    /// <summary>The name of what is around the hosts.</summary>
    public const string OutsideName = "outside";

    /// <summary>The interface of a host that says none, and of the outside.</summary>
    public const string DefaultInterface = "eth0";

    // Host numbers within the laboratory's own subnets.
    private const int OutsideNumber = 1;
    private const int FirstHostNumber = 10;

    /// <summary>The layout of documents without faults.</summary>
    public static LaboratoryLayout Of(DocumentSet documents)
    {
        ValueList<IpPrefix> wire = [SpareSubnets.IPv4(documents), SpareSubnets.IPv6(documents)];
        ValueList<string> names = documents.NodeNames is { Count: > 0 } said ? said : [OnlyHost];
        HostLayout[] hosts = [.. names.Select((name, number) => HostOf(name, number, documents, wire))];
        return new(hosts.ToValueList(), Around(hosts, documents, wire));
    }

    /// <summary>Whether a host is one that documents are for; those that know no nodes are for all.</summary>
    public static bool IsFor(DocumentSet documents, string host) =>
        documents.NodeNames is var names && (names.Count == 0 || names.Contains(host));

    /// <summary>The first address of a family by which the outside is reached.</summary>
    public IpAddress OutsideAddress(IpFamily family) => Outside.Interfaces[0].Addresses.First(a => a.Family == family).Address;

    /// <summary>The layout in which one host is as a real one is; what its routes lead to is the outside.</summary>
    /// <param name="real">What it has on the wire; where it has no way to everywhere, it keeps the one that it would have.</param>
    public LaboratoryLayout Standing(HostLayout real)
    {
        HostLayout planned = Hosts.First(h => h.Name == real.Name);
        if (!real.Interfaces.Any(i => i.IsOnWire))
            return this;
        InterfaceLayout uplink = real.Interfaces[0];
        RouteLayout[] missing = [.. planned.Routes.Where(r => r.To.Length == 0 && !real.Routes.Any(own => own.To == r.To)).Select(r => r with { Interface = uplink.Name })];
        HostLayout host = real with
        {
            Interfaces = [uplink with { Addresses = [.. uplink.Addresses, .. planned.Interfaces[0].Addresses.Where(a => missing.Any(r => r.To.Family == a.Family))] }, .. real.Interfaces.Skip(1)],
            // The other nodes are on the wire, whatever is in between where the host really stands.
            Routes = [.. real.Routes, .. missing, .. planned.Routes.Where(r => r.Via is null && !real.Routes.Any(own => own.To == r.To)).Select(r => r with { Interface = uplink.Name })],
        };
        return new(Hosts.Select(h => h == planned ? host : h).ToValueList(), Around(Outside, host));
    }

    // The outside has the addresses of the host's routers, and knows a way to those of the host.
    private static HostLayout Around(HostLayout outside, HostLayout host)
    {
        InterfaceLayout wire = outside.Interfaces[0];
        IpPrefix[] near = [.. host.Interfaces.Where(i => i.IsOnWire).SelectMany(i => i.Addresses)];
        IpAddress[] routers = [.. host.Routes.Select(r => r.Via).OfType<IpAddress>().Distinct().Where(v => !wire.Addresses.Any(a => a.Address == v))];
        ValueList<IpPrefix> addresses = [.. wire.Addresses, .. routers.Select(r => new IpPrefix(r, near.FirstOrDefault(n => n.Contains(r), IpPrefix.Single(r)).Length))];
        IEnumerable<RouteLayout> ways = near.Where(n => !n.Address.IsLinkLocal && !addresses.Any(a => a.Contains(n.Address)))
            .Select(n => new RouteLayout(IpPrefix.Single(n.Address), wire.Name, null));
        return outside with
        {
            Interfaces = [wire with { Addresses = addresses }],
            Routes = outside.Routes.Concat(ways).DistinctBy(r => r.To).ToValueList(),
        };
    }

    private static HostLayout HostOf(string name, int number, DocumentSet documents, ValueList<IpPrefix> wire)
    {
        Document<NodeSpec>[] nodes = [.. documents.Nodes.Where(n => n.Name == name)];
        string uplink = nodes.FirstOrDefault()?.Spec.Interface ?? DefaultInterface;
        IpAddress[] said = [.. AddressesSaid(name, documents).Concat(nodes.Select(n => n.Spec.Address)).Distinct()];
        ValueList<IpPrefix> addresses =
        [
            .. wire.Select(subnet => Numbered(subnet, FirstHostNumber + number)),
            .. said.Where(a => !wire.Any(w => w.Contains(a))).Select(IpPrefix.Single),
        ];
        List<InterfaceLayout> interfaces = [new(uplink, addresses)];
        foreach (string parent in documents.Networks.Select(n => n.Spec.Macvlan?.Parent).Concat(nodes.Select(n => n.Spec.Interface)).OfType<string>().Where(p => p != uplink).Distinct())
            interfaces.Add(new(parent, []));
        foreach (string bridge in documents.Networks.Where(n => n.Spec.Bridge.External).Select(n => n.Spec.Bridge.Interface!).Distinct())
            interfaces.Add(new(bridge, [], IsBridge: true));
        ValueList<RouteLayout> routes =
        [
            .. wire.Select(subnet => new RouteLayout(IpPrefix.Default(subnet.Family), uplink, Numbered(subnet, OutsideNumber).Address)),
            .. documents.Nodes.Where(n => n.Name != name).Select(n => new RouteLayout(IpPrefix.Single(n.Spec.Address), uplink, null)).Distinct(),
        ];
        return new(name, interfaces.ToValueList(), routes);
    }

    // The addresses of a host that documents take for granted: ports are published on them, packets leave under them.
    private static IEnumerable<IpAddress> AddressesSaid(string host, DocumentSet documents)
    {
        Document<ContainerAttachmentSpec>[] here = [.. documents.Attachments.Where(a => a.Spec.Node is null || a.Spec.Node == host)];
        HashSet<string> networks = [.. here.Select(a => a.Spec.Network)];
        return here.SelectMany(a => a.Spec.Ports).Select(p => p.Address).OfType<IpAddress>()
            .Concat(documents.Networks.Where(n => networks.Contains(n.Name)).SelectMany(n => n.Spec.UplinkAddress))
            .Where(a => !a.IsLoopback && !a.IsUnspecified);
    }

    // It knows a way to the containers' own addresses, too: whether they can be reached by it is what networks are asked.
    private static HostLayout Around(HostLayout[] hosts, DocumentSet documents, ValueList<IpPrefix> wire)
    {
        List<IpPrefix> addresses = [.. wire.Select(subnet => Numbered(subnet, OutsideNumber))];
        List<RouteLayout> routes = [];
        foreach (IpPrefix address in hosts.SelectMany(h => h.Interfaces[0].Addresses).Where(a => a.Length == a.Address.Width).Distinct())
            routes.Add(new(address, DefaultInterface, null));
        foreach (Document<NetworkSpec> network in documents.Networks)
        {
            HostLayout first = hosts.FirstOrDefault(h => documents.Attachments.Any(a => a.Spec.Network == network.Name && a.Spec.Node == h.Name)) ?? hosts[0];
            foreach (SubnetSpec subnet in network.Spec.Subnets)
            {
                if (network.Spec.IsSomebodyElses)
                    addresses.Add(new(subnet.Gateway ?? SpareSubnets.LastFree(network, subnet, documents), subnet.Cidr.Length));
                else
                    routes.Add(new(subnet.Cidr, DefaultInterface, first.Interfaces[0].Addresses.First(a => a.Family == subnet.Cidr.Family).Address));
            }
        }
        addresses.AddRange(ElsewhereIn(documents, hosts));
        return new(OutsideName, [new(DefaultInterface, addresses.Distinct().ToValueList())], routes.DistinctBy(r => r.To).ToValueList());
    }

    // What assertions ask for that is neither a host's nor on a network of the documents is somewhere outside.
    private static IEnumerable<IpPrefix> ElsewhereIn(DocumentSet documents, HostLayout[] hosts)
    {
        IpPrefix[] known =
        [
            .. documents.Networks.SelectMany(n => n.Spec.Subnets).Select(s => s.Cidr),
            .. hosts.SelectMany(h => h.Interfaces[0].Addresses).Select(a => IpPrefix.Single(a.Address)),
        ];
        return documents.Reachabilities.Select(r => r.Spec.To.Address).OfType<IpAddress>()
            .Where(a => !a.IsLoopback && !known.Any(k => k.Contains(a))).Select(IpPrefix.Single);
    }

    private static IpPrefix Numbered(IpPrefix subnet, int number) =>
        new(new IpAddress(subnet.Family, subnet.First.Bits + (UInt128)number), subnet.Length);
}

/// <summary>A machine of a laboratory.</summary>
/// <param name="Interfaces">The first one leads to the other machines and to the outside.</param>
public sealed record HostLayout(string Name, ValueList<InterfaceLayout> Interfaces, ValueList<RouteLayout> Routes);

/// <summary>An interface of a machine.</summary>
/// <param name="IsBridge">Whether it is a bridge; one that is on the wire has a port there.</param>
public sealed record InterfaceLayout(string Name, ValueList<IpPrefix> Addresses, bool IsBridge = false)
{
    /// <summary>Whether it leads to the other machines; otherwise it leads nowhere.</summary>
    public bool IsOnWire { get; init; } = true;

    /// <summary>Whether it is up.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>Its index; <c>null</c>: any.</summary>
    public int? Index { get; init; }

    /// <summary>Its link-layer address; <c>null</c>: any.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>The MTU in bytes; <c>null</c>: the kernel's default.</summary>
    public int? Mtu { get; init; }

    /// <summary>The bridge that it is a port of, which stands before it; <c>null</c>: none.</summary>
    public string? Master { get; init; }
}

/// <summary>A route of a machine.</summary>
/// <param name="Via">The next hop, which is on the wire; <c>null</c>: the destination itself is.</param>
/// <param name="Metric">0: the kernel's default.</param>
public sealed record RouteLayout(IpPrefix To, string Interface, IpAddress? Via, uint Metric = 0);
