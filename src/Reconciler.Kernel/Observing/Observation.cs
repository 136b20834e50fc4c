using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Observing;

/// <summary>
/// Reads the kernel: the host, the namespaces that documents name, and those with something of the owner's. A ruleset that changes
/// meanwhile is read again; links and addresses are each read consistently.
/// </summary>
/// <param name="adopted">The names of links of the host that are the owner's although they are nobody's.</param>
internal sealed class Observation(HostKernel kernel, ValueList<string> adopted)
{
    private PartialObservation? partial;

    /// <exception cref="Netlink.NetlinkException">A namespace cannot be read.</exception>
    public Snapshot Read(ObservationScope scope)
    {
        kernel.Containers.Ask(scope.Namespaces);
        kernel.ForgetMoved();
        OpenNamespace host = kernel.Host;
        // As much as many containers together, and it needs nothing of theirs.
        ((NamespaceReading ofHost, ObservedRuleset ruleset), NamespaceSurvey survey) = AtOnce.Read(
            () => (NamespaceReading.Of(host), new RulesetReader(host.Netfilter, host.Id).Read(kernel.Mark.Table)),
            () => new NamespaceSurvey(kernel, scope.Namespaces));
        List<Observed> resources = [.. survey.Named];
        NamespaceAliases aliases = new(host);
        ContainerReading[] containers = [.. survey.Concerned.Where(c => aliases.IsNew(kernel.Find(c.Links.Id)!))];
        NamespaceReading[] readings = [ofHost, .. containers.Select(c => c.Links)];
        Dictionary<int, NamespaceId> numbers = NumbersOf([.. containers.Select(c => kernel.Find(c.Links.Id)!)], kernel);
        partial = new(kernel, adopted, ofHost, numbers, aliases);
        LinkTopology topology = new(readings, numbers);
        Owners owners = new(kernel.Mark, topology, adopted);
        foreach (IReadOnlyList<Observed> of in AtOnce.Read(readings, r => r.Resources(kernel.Find(r.Id)!.Route, owners, topology)))
            resources.AddRange(of);
        resources.AddRange(NeighbourCodec.Read(ofHost, host.Route, owners));
        resources.AddRange(ForwardingEntryCodec.Read(ofHost, host.Route, owners));
        resources.AddRange(IpsecReading.Of(host, kernel.Mark));
        List<RulesetGeneration> generations = [];
        foreach ((NamespaceReading links, ObservedRuleset? found) in containers.Prepend(new(ofHost, ruleset)))
        {
            if (found is null)
                continue;
            generations.Add(new(links.Id, found.Generation));
            resources.AddRange(found.Resources.Select(r => new Observed(r, Ownership.Owned)));
        }
        return With(new(resources, readings.Select(r => r.Id).Where(id => !id.IsHost), generations.ToValueList(), aliases.Found, kernel.Containers.Absences), scope.Sysctls);
    }

    /// <summary>The state of the last reading, or of the last part that was read again, where a part may be another.</summary>
    /// <returns><c>null</c>: it takes a whole reading to know.</returns>
    public PartialReading? ReadAgain(Snapshot earlier, ObservationScope scope, Touched touched) => partial?.Read(earlier, scope, touched);

    /// <summary>The same state with the values of settings.</summary>
    public Snapshot With(Snapshot state, IEnumerable<Sysctl> settings) => state.With(SysctlCodec.Read(kernel, settings));

    /// <summary>
    /// Namespaces by the ids that the host's namespace has for them. The kernel gives one when it first names the namespace, as the other
    /// end of a link: so ask after reading the links.
    /// </summary>
    /// <exception cref="Netlink.NetlinkException">The host's namespace cannot be read.</exception>
    internal static Dictionary<int, NamespaceId> NumbersOf(OpenNamespace[] others, HostKernel kernel)
    {
        MessageWriter requests = new();
        foreach (OpenNamespace other in others)
            NamespaceIdMessage.WriteGet(requests, other.Network.Descriptor);
        IReadOnlyList<int?> ids = kernel.Host.Route.Get(requests, NamespaceIdMessage.Read);
        Dictionary<int, NamespaceId> byId = [];
        for (int i = 0; i < others.Length; i++)
        {
            if (ids[i] is int id)
                byId.TryAdd(id, others[i].Id);
        }
        return byId;
    }
}
