using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>The hosts of a laboratory that documents are for; what they do, they do at once.</summary>
internal sealed class RehearsedHosts : IDisposable
{
    private readonly RehearsedHost[] hosts;
    private readonly Place outside;
    private readonly DocumentSet documents;

    public RehearsedHosts(Laboratory laboratory, DocumentSet documents, string owner, RehearsalLog log)
    {
        this.documents = documents;
        outside = PlaceOf(laboratory.Layout.Outside);
        hosts = [.. laboratory.Hosts.Zip(laboratory.Layout.Hosts)
            .Where(h => LaboratoryLayout.IsFor(documents, h.First.Name))
            .Select(h => new RehearsedHost(h.First, documents, owner, log) { Place = PlaceOf(h.Second) })];
    }

    /// <summary>What was planned on each.</summary>
    public ValueList<HostPlan> Plans => hosts.Select(h => h.Planned).ToValueList();

    /// <summary>Plans on all hosts, and tells whether all of the plans can be carried out.</summary>
    public bool Plan() => hosts.AsParallel().All(h => h.Plan());

    /// <summary>Plans and applies, and gives the number of changes.</summary>
    public int Apply() => hosts.AsParallel().Sum(h => h.Plan() ? h.Apply() : 0);

    /// <summary>Carries out what was planned, and gives the number of changes.</summary>
    public int Carry() => hosts.AsParallel().Sum(h => h.Apply());

    /// <inheritdoc cref="RehearsedHost.Repeat"/>
    public int Repeat() => hosts.AsParallel().Sum(h => h.Repeat());

    /// <inheritdoc cref="RehearsedHost.TakeBack"/>
    public int TakeBack() => hosts.AsParallel().Sum(h => h.TakeBack());

    /// <summary>What each host was found to be when a second plan was made.</summary>
    public Dictionary<string, Snapshot> Reached => hosts.ToDictionary(h => h.Place.Host, h => h.Reached!);

    /// <summary>What can be asked for by whom, once the documents are applied.</summary>
    public ProbePlan Probes() => new(hosts.SelectMany(h => h.Attachments()).ToValueList(), hosts.Select(h => h.Place).ToValueList(), outside)
    {
        Networks = documents.Networks,
    };

    /// <summary>Whether a place is there, after a second plan was made.</summary>
    public bool Has(Place place) => place.Namespace.IsHost || hosts.Any(h => h.Place.Host == place.Host && h.Reached!.Namespaces.Contains(place.Namespace));

    public void Dispose()
    {
        foreach (RehearsedHost host in hosts)
            host.Dispose();
    }

    private static Place PlaceOf(HostLayout machine) =>
        new(machine.Name, NamespaceId.Host, machine.Name, machine.Interfaces[0].Addresses.Select(a => a.Address).ToValueList());
}
