using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>What a change is made on.</summary>
internal abstract class Beginning : IDisposable
{
    /// <summary>Makes the hosts of the laboratory as they are before the change, and gives the number of changes that it takes.</summary>
    public abstract int Make();

    /// <summary>Whether a place is there.</summary>
    public abstract bool Has(Place place);

    /// <summary>What is answered before the change, by whoever answers it then.</summary>
    public virtual ValueList<Probe> Answered() => [];

    public virtual void Dispose()
    {
    }
}

/// <summary>Hosts to which other documents are applied.</summary>
internal sealed class DocumentBeginning(Laboratory laboratory, DocumentSet documents, string owner, RehearsalLog log) : Beginning
{
    private readonly RehearsedHosts hosts = new(laboratory, documents, owner, log);

    public override int Make()
    {
        int changes = hosts.Apply();
        if (!log.HasErrors)
            hosts.Repeat();
        return changes;
    }

    public override bool Has(Place place) => hosts.Has(place);

    public override ValueList<Probe> Answered() => PulsePlan.Asked(documents, hosts.Probes(), Has);

    public override void Dispose()
    {
        base.Dispose();
        hosts.Dispose();
    }
}

/// <summary>Hosts of which one is as a real one is, and the others are empty.</summary>
internal sealed class HostBeginning(Laboratory laboratory, string name, HostImage image, string owner, RehearsalLog log) : Beginning
{
    private readonly RestoredHost host = new(laboratory.Hosts.Single(h => h.Name == name), image, owner, log);

    public override int Make() => host.Make();

    public override bool Has(Place place) => place.Namespace.IsHost || (place.Host == name && host.Has(place.Namespace));
}
