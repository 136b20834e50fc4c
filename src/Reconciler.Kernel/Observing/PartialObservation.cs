using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Observing;

/// <summary>
/// Reads parts of the kernel again: the links of the host that are touched, containers as a whole, and of a ruleset the elements of the
/// sets that are touched. What it gives is what a whole reading would give, or nothing where only that can tell.
/// </summary>
/// <param name="host">The host as it was read last.</param>
/// <param name="numbers">The namespaces that were read, by the ids that the host's namespace has for them; those that come are added.</param>
/// <param name="aliases">The namespaces that were read; those that come are added.</param>
internal sealed class PartialObservation(
    HostKernel kernel, ValueList<string> adopted, NamespaceReading host, Dictionary<int, NamespaceId> numbers, NamespaceAliases aliases)
{
    private NamespaceReading host = host;

    /// <exception cref="Netlink.NetlinkException">A part cannot be read.</exception>
    public PartialReading? Read(Snapshot earlier, ObservationScope scope, Touched touched)
    {
        if (!TryFind(touched) || !TryAdmit(earlier, touched, out OpenNamespace[] found))
            return null;
        touched.Links.UnionWith(touched.Indexes.Select(i => host.Find(i)?.Name).OfType<string>());
        LinkMessage[] before = [.. host.Links.Where(l => touched.Links.Contains(l.Name!))];
        LinkMessage[] after = [.. touched.Links.Select(name => NamespaceReading.LinkOf(kernel.Host, name)).OfType<LinkMessage>()];
        if (!TryFollow([.. before, .. after], touched) || touched.Containers.Any(earlier.Aliases.ContainsKey))
            return null;
        if (!TryOpen(Concerned(touched)))
            return null;
        touched.Addresses |= touched.Links.Count > 0;
        if (touched.Addresses)
            host = NamespaceReading.Of(kernel.Host, [.. host.Links.Except(before), .. after]);
        List<Observed> come = [.. Links(touched), .. Settings(scope, touched)];
        (List<Observed> rulesets, ValueList<RulesetGeneration> generations) = Rulesets(earlier, touched);
        come.AddRange(rulesets);
        Observed[] gone = [.. EarlierPart.Of(earlier, touched)];
        return new(
            earlier.Exchange(gone, come, generations, [.. found.Select(f => f.Id)], kernel.Containers.Absences),
            (HashSet<ResourceId>)[.. gone.Select(o => o.Resource.Id), .. come.Select(o => o.Resource.Id)],
            ChangesForeign(earlier, gone, come));
    }

    // What an interrupted run left where a namespace was to be is for a whole reading.
    private bool TryFind(Touched touched)
    {
        kernel.Containers.AskForOthers(touched.Sought);
        foreach (NamespaceId sought in touched.Sought)
        {
            if (kernel.Find(sought) is not null)
                touched.Containers.Add(sought);
            else if (sought.Name is string name && kernel.Names.Placeholder(name) is not null)
                return false;
        }
        return true;
    }

    // What has come since may be a second name of another, and has got a number when the first link was made that leads there.
    private bool TryAdmit(Snapshot earlier, Touched touched, out OpenNamespace[] found)
    {
        NamespaceId[] unnumbered = [.. Concerned(touched).Where(id => !numbers.ContainsValue(id))];
        bool areThere = TryOpen(unnumbered);
        OpenNamespace[] open = [.. unnumbered.Select(kernel.Find).OfType<OpenNamespace>()];
        found = [.. open.Where(o => !earlier.Has(o.Id))];
        if (!areThere || !found.All(aliases.IsNew))
            return false;
        foreach ((int number, NamespaceId id) in Observation.NumbersOf(open, kernel))
            numbers[number] = id;
        return true;
    }

    private bool TryOpen(NamespaceId[] ids)
    {
        kernel.Open(ids);
        return ids.All(id => kernel.Find(id) is not null);
    }

    private static NamespaceId[] Concerned(Touched touched) => [.. touched.Containers.Concat(touched.Rulesets.Keys).Where(id => !id.IsHost).Distinct()];

    // A pair's other end goes and comes with it. Whatever is no veth may be what neighbours and forwarding entries are on.
    private bool TryFollow(LinkMessage[] links, Touched touched)
    {
        foreach (LinkMessage link in links)
        {
            touched.Neighbours |= link.Kind != "veth";
            if (link.LinkNamespaceId is not int number)
                continue;
            if (numbers.TryGetValue(number, out NamespaceId other))
                touched.Containers.Add(other);
            else if (kernel.Mark.IsOn(link.Group, link.Alias))
                return false;
        }
        return true;
    }

    private List<Observed> Links(Touched touched)
    {
        if (!touched.HasLinks)
            return [];
        List<NamespaceReading> containers = [.. touched.Containers.Select(id => NamespaceReading.Of(kernel.Find(id)!))];
        Dictionary<int, NamespaceId> read = numbers.Where(n => touched.Containers.Contains(n.Value)).ToDictionary();
        LinkTopology topology = new([host, .. containers], read);
        Owners owners = new(kernel.Mark, topology, adopted);
        List<Observed> found = [];
        foreach (NamespaceReading container in containers)
        {
            if (container.Id.Name is string name)
                found.Add(NamespaceCodec.Read(new(name) { Alias = container.LoopbackAlias }, kernel.Mark));
            found.AddRange(container.Resources(kernel.Find(container.Id)!.Route, owners, topology));
        }
        found.AddRange(LinkCodec.Read(host, host.Links.Where(l => touched.Links.Contains(l.Name!) || l.LinkNamespaceId is int number && read.ContainsKey(number)), owners, topology));
        if (touched.Links.Contains("lo"))
            found.AddRange(LoopbackCodec.Read(host));
        if (touched.Addresses)
            found.AddRange([.. AddressCodec.Read(host, owners), .. RouteCodec.Read(host, owners)]);
        if (touched.Links.Count > 0)
            found.AddRange(QdiscCodec.Read(host, kernel.Host.Route, owners));
        if (touched.Neighbours)
            found.AddRange([.. NeighbourCodec.Read(host, kernel.Host.Route, owners), .. ForwardingEntryCodec.Read(host, kernel.Host.Route, owners)]);
        return found;
    }

    private IEnumerable<Observed> Settings(ObservationScope scope, Touched touched) =>
        touched.HasSettings ? SysctlCodec.Read(kernel, scope.Sysctls.Where(touched.Includes)) : [];

    private (List<Observed> Found, ValueList<RulesetGeneration> Generations) Rulesets(Snapshot earlier, Touched touched)
    {
        List<Observed> found = [];
        List<RulesetGeneration> generations = [.. earlier.Generations.Where(g => !touched.Rulesets.ContainsKey(g.Namespace))];
        foreach ((NamespaceId where, TouchedRuleset ruleset) in touched.Rulesets.OrderBy(r => r.Key))
        {
            ruleset.Resolve(where, earlier);
            if (Read(where, earlier, ruleset) is not ObservedRuleset read)
            {
                ruleset.AddAll();
                continue;
            }
            generations.Add(new(where, read.Generation));
            found.AddRange(read.Resources.Select(r => new Observed(r, Ownership.Owned)));
        }
        return (found, generations.OrderBy(g => g.Namespace).ToValueList());
    }

    private ObservedRuleset? Read(NamespaceId where, Snapshot earlier, TouchedRuleset ruleset)
    {
        RulesetReader reader = new(kernel.Find(where)!.Netfilter, where);
        if (!ruleset.HasFrame)
            return reader.Read(ruleset.Elements, earlier);
        HashSet<string>? sets = ruleset.IsWhole ? null : ruleset.Sets;
        return where.IsHost ? reader.Read(kernel.Mark.Table, sets) : reader.ReadIfThere(kernel.Mark.Table, sets);
    }

    // What others have decides what documents come to: an address of the host, the MTU of its uplink, a default route of a container.
    private static bool ChangesForeign(Snapshot earlier, Observed[] gone, List<Observed> come)
    {
        HashSet<ResourceId> present = [.. come.Where(o => Decides(o, earlier)).Select(o => o.Resource.Id)];
        return come.Any(o => Decides(o, earlier) && !(earlier.TryFind(o.Resource.Id, out Observed? was) && was == o))
            || gone.Any(o => Decides(o, earlier) && !present.Contains(o.Resource.Id));
    }

    // Routes to the subnets of our own links come and go with those.
    private static bool Decides(Observed observed, Snapshot earlier) => observed.Ownership == Ownership.Foreign && observed.Resource switch
    {
        { Id.Namespace.IsHost: false } and not Route { Destination.Length: 0 } => false,
        Route { Destination.Length: > 0, Link: string link } => !(earlier.TryFind(Link.IdOf(NamespaceId.Host, link), out Observed? bearer) && bearer.Ownership == Ownership.Owned),
        _ => true,
    };
}
