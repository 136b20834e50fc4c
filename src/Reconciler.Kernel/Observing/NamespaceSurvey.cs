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
    // Those that do not concern the owner are let go of at once, since an open socket would keep a namespace alive that goes meanwhile; and
    // are few enough at a time for the descriptors that a process has besides (DescriptorLimit).
    private const int OpenAtATime = 32;

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
        Look([.. this.asked]);
        foreach (NamespaceId[] strangers in kernel.Names.Names().Select(NamespaceId.Named).Except(this.asked).Chunk(OpenAtATime))
            Look(strangers);
    }

    /// <summary>Those that concern the owner, in order, with their links. They are open.</summary>
    public IReadOnlyDictionary<NamespaceId, IReadOnlyList<LinkMessage>> Concerned => concerned;

    /// <summary>All that have names, and the files that an interrupted run left without a namespace.</summary>
    public IReadOnlyList<Observed> Named => named;

    private void Look(NamespaceId[] some)
    {
        kernel.Open(some);
        OpenNamespace[] there = [.. some.Select(kernel.Find).OfType<OpenNamespace>()];
        foreach ((OpenNamespace found, IReadOnlyList<LinkMessage> links) in there.Zip(AtOnce.Read(there, LinksOf)))
            Take(found, links);
        foreach (string absent in some.Except(there.Select(t => t.Id)).Select(id => id.Name).OfType<string>())
        {
            if (kernel.Names.Placeholder(absent) is string mark)
                named.Add(NamespaceCodec.Read(new(absent) { Alias = mark, Mounted = false }, kernel.Mark));
        }
    }

    // The host's namespace may have a name, too: what is in it is read elsewhere, but for what marks a namespace that the owner made.
    private IReadOnlyList<LinkMessage> LinksOf(OpenNamespace there) =>
        there.Network.Identity != kernel.Host.Network.Identity ? NamespaceReading.LinksOf(there)
        : NamespaceReading.LinkOf(there, "lo") is LinkMessage loopback ? [loopback]
        : [];

    private void Take(OpenNamespace found, IReadOnlyList<LinkMessage> links)
    {
        Observed? known = found.Id.Name is string name ? NamespaceCodec.Read(new(name) { Alias = NamespaceReading.LoopbackAliasOf(links) }, kernel.Mark) : null;
        if (known is not null)
            named.Add(known);
        if (asked.Contains(found.Id) || known is { Ownership: Ownership.Owned } || links.Any(IsMarked) || HasTable(found))
            concerned.Add(found.Id, links);
        else
            kernel.Forget(found.Id);
    }

    private bool IsMarked(LinkMessage link) => link.Group == kernel.Mark.Group || link.Group == kernel.Mark.DoomedGroup;

    private bool HasTable(OpenNamespace there)
    {
        MessageWriter request = new();
        NftablesRequests.Tables(request);
        return there.Netfilter.Dump(request, Table.Read).Any(t => t.Name == kernel.Mark.Table);
    }
}
