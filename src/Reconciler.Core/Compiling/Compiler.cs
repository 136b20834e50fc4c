using System.Collections.ObjectModel;
using Reconciler.Core.Compiling.Policies;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>Turns documents into the resources that they come to on a host. Pure: the same input gives the same output.</summary>
public static class Compiler
{
    private const int EthernetMtu = 1500;
    private static readonly ReadOnlyDictionary<string, ValueList<OverlayKey>> NoKeys = ReadOnlyDictionary<string, ValueList<OverlayKey>>.Empty;

    /// <param name="documents">Without faults: loading has checked them.</param>
    /// <param name="owner">The name under which the objects are marked.</param>
    /// <param name="observed">The host: which containers exist, which addresses are held, what the uplink looks like.</param>
    /// <param name="keys">The secrets of encrypted overlays, by file. An overlay whose file is missing here comes to nothing: why is for the caller to report.</param>
    public static Compilation Compile(
        DocumentSet documents, string owner, Snapshot observed, IReadOnlyDictionary<string, ValueList<OverlayKey>>? keys = null)
    {
        OwnershipMark mark = new(owner);
        Wishes wishes = new(documents.Attachments.Count);
        ValueList<AttachedNetwork> networks = new Attachments(BuiltInNetworks.AddTo(documents), mark, observed, wishes).Resolve();
        Closures closures = new(documents, networks);
        CompileContext context = new(mark, documents.Here, observed, UplinkMtu(observed), keys ?? NoKeys, wishes, closures, new Ruleset(mark, closures, wishes));
        foreach (AttachedNetwork network in networks)
        {
            ContainerNamespaces.Check(network, observed, wishes);
            HostOverlap.Check(network, observed, wishes);
            UplinkAddresses.Check(network, observed, wishes);
            NetworkModes.Of(network.Spec.Mode).Compile(network, context);
        }
        return wishes.ToCompilation();
    }

    /// <summary>The namespace that a container names: it must be looked at before compiling.</summary>
    public static NamespaceId NamespaceOf(ContainerSpec container) => Attachments.NamespaceOf(container);

    // The smallest MTU of the interfaces of the host's default routes.
    private static int UplinkMtu(Snapshot observed)
    {
        HashSet<string?> uplinks = [.. observed.Of<Route>(NamespaceId.Host).Where(r => r.Destination.Length == 0).Select(r => r.Link)];
        return observed.Of<Link>(NamespaceId.Host).Where(l => uplinks.Contains(l.Name)).Min(l => l.Mtu) ?? EthernetMtu;
    }
}
