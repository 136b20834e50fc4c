using Reconciler.Core.Resources;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Observing;

/// <summary>
/// Which namespaces there are, and which of them concern an owner: those that are asked for, those that the owner made, and those where
/// something of the owner's is left that no document names any more.
/// </summary>
internal sealed class NamespaceSurvey
{
    // Those that do not concern the owner are let go of at once: an open socket would keep a namespace alive that goes meanwhile.
    private const int OpenAtATime = 256;

    private readonly HostKernel kernel;
    private readonly HashSet<NamespaceId> asked;
    private readonly SortedDictionary<NamespaceId, IReadOnlyList<LinkMessage>> concerned = [];
    private readonly List<Observed> named = [];

    /// <param name="asked">Those that do not exist are left out.</param>
    /// <exception cref="Netlink.NetlinkException">A namespace cannot be read.</exception>
    public NamespaceSurvey(HostKernel kernel, IEnumerable<NamespaceId> asked)
    {
        this.kernel = kernel;
        this.asked = [.. asked.Where(id => !id.IsHost)];
        NamespaceId[] all = [.. this.asked.Union(kernel.Names.Names().Select(NamespaceId.Named))];
        foreach (NamespaceId[] some in all.Chunk(OpenAtATime))
        {
            kernel.Open(some);
            foreach (NamespaceId id in some)
                Look(id);
        }
    }

    /// <summary>Those that concern the owner, in order, with their links. They are open.</summary>
    public IReadOnlyDictionary<NamespaceId, IReadOnlyList<LinkMessage>> Concerned => concerned;

    /// <summary>All that have names, and the files that an interrupted run left without a namespace.</summary>
    public IReadOnlyList<Observed> Named => named;

    private void Look(NamespaceId id)
    {
        if (kernel.Find(id) is not OpenNamespace there)
        {
            if (id.Name is string absent && kernel.Names.Placeholder(absent) is string mark)
                named.Add(NamespaceCodec.Read(new(absent) { Alias = mark, Mounted = false }, kernel.Mark));
            return;
        }
        IReadOnlyList<LinkMessage> links = NamespaceReading.LinksOf(there);
        Observed? known = id.Name is string name ? NamespaceCodec.Read(new(name) { Alias = NamespaceReading.LoopbackAliasOf(links) }, kernel.Mark) : null;
        if (known is not null)
            named.Add(known);
        if (asked.Contains(id) || known is { Ownership: Ownership.Owned } || links.Any(IsMarked) || HasTable(there))
            concerned.Add(id, links);
        else
            kernel.Forget(id);
    }

    private bool IsMarked(LinkMessage link) => link.Group == kernel.Mark.Group || link.Group == kernel.Mark.DoomedGroup;

    private bool HasTable(OpenNamespace there)
    {
        MessageWriter request = new();
        NftablesRequests.Tables(request);
        return there.Netfilter.Dump(request, Table.Read).Any(t => t.Name == kernel.Mark.Table);
    }
}
