using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>
/// The names of all networks of a host. A name without a domain is one of the asker's own network; names of other networks are found
/// by their full names where they may be reached. What ends like one of ours is nobody else's.
/// </summary>
public sealed class NameTable
{
    private readonly Dictionary<string, Zone> byDomain = [];
    private readonly Dictionary<string, ILookup<string, NamedHost>> byName = [];
    private readonly Dictionary<IpAddress, (Zone Zone, NamedHost Host)> byAddress = [];

    /// <param name="zones">Of several with one domain the first counts.</param>
    public NameTable(ValueList<Zone> zones)
    {
        Zones = zones;
        foreach (Zone zone in zones)
        {
            byDomain.TryAdd(zone.Domain, zone);
            byName[zone.Network] = zone.Hosts.SelectMany(h => h.Names, (host, name) => (host, name)).ToLookup(n => n.name, n => n.host);
            foreach (NamedHost host in zone.Hosts)
            {
                foreach (IpAddress address in host.Addresses)
                    byAddress.TryAdd(address, (zone, host));
            }
        }
    }

    public ValueList<Zone> Zones { get; }

    /// <summary>What a name means to those who are on a network.</summary>
    /// <param name="asker">The zone of that network.</param>
    /// <param name="name">In lower case, without a dot at its end.</param>
    public NameMeaning Find(Zone asker, string name)
    {
        if (!name.Contains('.'))
            return Named(asker, name) ?? (asker.Domain == name ? new NameMeaning.Apex(asker) : (NameMeaning)new NameMeaning.Nobody(null));
        if (ReverseName.AddressOf(name) is IpAddress address)
            return Pointer(asker, address);
        if (Around(name) is not Zone zone)
            return new NameMeaning.Elsewhere();
        if (!IsSeen(zone, asker))
            return new NameMeaning.Nobody(null);
        return name.Length == zone.Domain.Length ? new NameMeaning.Apex(zone) : Named(zone, name[..^(zone.Domain.Length + 1)]) ?? (NameMeaning)new NameMeaning.Nobody(zone);
    }

    // The longest domain that it ends with: one may be below another.
    private Zone? Around(string name)
    {
        for (string rest = name; ; rest = rest[(rest.IndexOf('.') + 1)..])
        {
            if (byDomain.TryGetValue(rest, out Zone? zone) || !rest.Contains('.'))
                return zone;
        }
    }

    private static bool IsSeen(Zone zone, Zone asker) => zone.Network == asker.Network || zone.SeenFrom.Contains(asker.Network);

    private NameMeaning.Hosts? Named(Zone zone, string name) =>
        byName[zone.Network][name].ToValueList() is { Count: > 0 } hosts ? new(zone, hosts) : null;

    private NameMeaning Pointer(Zone asker, IpAddress address)
    {
        if (Zones.FirstOrDefault(z => z.Subnets.Any(s => s.Contains(address))) is not Zone around)
            return new NameMeaning.Elsewhere();
        if (!IsSeen(around, asker))
            return new NameMeaning.Nobody(null);
        return byAddress.TryGetValue(address, out (Zone Zone, NamedHost Host) known)
            ? new NameMeaning.Pointer(known.Zone, [known.Host])
            : new NameMeaning.Nobody(around);
    }
}
