using Reconciler.Core.Resources;
using Reconciler.Kernel.Resources;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Observing;

/// <summary>
/// Which namespaces there are, which of them concern an owner, and what is in those: those that are asked for, those that the owner made, and
/// those where something of the owner's is left that no document names any more.
/// </summary>
internal sealed class NamespaceSurvey
{
    private readonly HostKernel kernel;
    private readonly HashSet<NamespaceId> asked;
    private readonly (ulong Device, ulong Inode) host;

    /// <param name="asked">Those that do not exist are left out.</param>
    /// <exception cref="Netlink.NetlinkException">A namespace cannot be read.</exception>
    public NamespaceSurvey(HostKernel kernel, IEnumerable<NamespaceId> asked)
    {
        this.kernel = kernel;
        host = kernel.Host.Network.Identity;
        this.asked = [.. asked.Where(id => !id.IsHost)];
        NamespaceId[] all = [.. this.asked.Union(kernel.Names.Names().Select(NamespaceId.Named))];
        Sight?[] seen = new Sight?[all.Length];
        kernel.Open(all, (i, there) => seen[i] = Look(there));
        Concerned = [.. seen.Select(s => s?.Container).OfType<ContainerReading>().OrderBy(c => c.Links.Id)];
        Named = [.. seen.Select((s, i) => s is null ? Placeholder(all[i]) : s.Named).OfType<Observed>()];
    }

    /// <summary>Those that concern the owner, in order. They are open.</summary>
    public IReadOnlyList<ContainerReading> Concerned { get; }

    /// <summary>All that have names, and the files that an interrupted run left without a namespace.</summary>
    public IReadOnlyList<Observed> Named { get; }

    // One that does not concern the owner is let go of at once: an open socket would keep it alive when it goes meanwhile.
    private Sight Look(OpenNamespace there)
    {
        IReadOnlyList<LinkMessage> links = LinksOf(there);
        Observed? named = there.Id.Name is string name ? NamespaceCodec.Read(new(name) { Alias = NamespaceReading.LoopbackAliasOf(links) }, kernel.Mark) : null;
        if (asked.Contains(there.Id) || named is { Ownership: Ownership.Owned } || links.Any(IsMarked) || HasTable(there))
            return new(named, new(NamespaceReading.Of(there, links), new RulesetReader(there.Netfilter, there.Id).ReadIfThere(kernel.Mark.Table)));
        kernel.Forget(there.Id);
        return new(named, null);
    }

    // The host's namespace may have a name, too: what is in it is read elsewhere, but for what marks a namespace that the owner made.
    private IReadOnlyList<LinkMessage> LinksOf(OpenNamespace there) =>
        there.Network.Identity != host ? NamespaceReading.LinksOf(there)
        : NamespaceReading.LinkOf(there, "lo") is LinkMessage loopback ? [loopback]
        : [];

    private Observed? Placeholder(NamespaceId id) => id.Name is string absent && kernel.Names.Placeholder(absent) is string mark
        ? NamespaceCodec.Read(new(absent) { Alias = mark, Mounted = false }, kernel.Mark)
        : null;

    private bool IsMarked(LinkMessage link) => link.Group == kernel.Mark.Group || link.Group == kernel.Mark.DoomedGroup;

    private bool HasTable(OpenNamespace there) => there.Netfilter.Dump(NftablesRequests.Tables, Table.Read).Any(t => t.Name == kernel.Mark.Table);

    private sealed record Sight(Observed? Named, ContainerReading? Container);
}
