using System.Collections.Concurrent;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Engines;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel;

/// <summary>The kernel as it is seen from one host namespace, for one owner. Nothing is opened before it is needed.</summary>
public sealed class HostKernel(HostOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<NamespaceId, OpenNamespace> opened = [];

    /// <summary>What it was made with.</summary>
    public HostOptions Options { get; } = options;

    /// <summary>The marks of the owner's objects.</summary>
    internal OwnershipMark Mark { get; } = new(options.Owner);

    /// <summary>The namespaces that have names.</summary>
    internal NamedNamespaces Names { get; } = new(options.NamespaceDirectory);

    /// <summary>The containers of engines.</summary>
    internal EngineContainers Containers { get; } = new(options.Engines);

    /// <summary>The host's namespace.</summary>
    /// <exception cref="NetlinkException">It does not exist, or cannot be opened.</exception>
    internal OpenNamespace Host => Find(NamespaceId.Host) ?? throw new NetlinkException(Errno.ENOENT, 0, $"there is no network namespace {Options.Namespace}");

    /// <summary>A namespace, opened once and kept; <c>null</c> when there is none.</summary>
    internal OpenNamespace? Find(NamespaceId id)
    {
        if (opened.TryGetValue(id, out OpenNamespace? known))
            return known;
        NetworkNamespace? found = Open(id.IsHost ? Options.Namespace : id);
        return found is null ? null : opened[id] = new OpenNamespace(id, found, Options.Trace);
    }

    /// <summary>Opens those that there are of some namespaces, with the connections that reading them takes: together, since one by one takes ten times as long.</summary>
    /// <param name="ids">Each once.</param>
    /// <param name="look">Is called for each at once, with its position, on several threads at the same time that start no others; it may let go of the namespace.</param>
    /// <exception cref="NetlinkException">One cannot be opened.</exception>
    internal void Open(IReadOnlyList<NamespaceId> ids, Action<int, OpenNamespace>? look = null) => NetworkNamespace.RunEach(ids.Count, (i, enter) =>
    {
        if (Find(ids[i]) is not OpenNamespace there)
            return;
        there.Open(enter);
        look?.Invoke(i, there);
    });

    /// <summary>Lets go of a namespace that goes or comes: an open socket would keep it alive, or show one that is gone.</summary>
    internal void Forget(NamespaceId id)
    {
        if (opened.TryRemove(id, out OpenNamespace? known))
            known.Dispose();
    }

    /// <summary>Lets go of the namespaces whose names or paths mean others by now, or none.</summary>
    internal void ForgetMoved()
    {
        foreach ((NamespaceId id, OpenNamespace known) in opened.Where(o => !o.Key.IsHost).ToArray())
        {
            if (IdentityOf(id) != known.Network.Identity)
                Forget(id);
        }
    }

    /// <summary>Lets go of all namespaces but the host's: an open one lives on when its container ends.</summary>
    public void ForgetContainers()
    {
        foreach (NamespaceId id in opened.Keys.Where(id => !id.IsHost).ToArray())
            Forget(id);
    }

    /// <summary>Which namespace a name, a path or a container means now, without opening it; <c>null</c>: none.</summary>
    internal (ulong Device, ulong Inode)? IdentityOf(NamespaceId id) => FileOf(id) is string file ? NetworkNamespace.IdentityAt(file) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Containers.Dispose();
        AtOnce.Run([.. opened.Values], known => known.Dispose());
        opened.Clear();
    }

    private NetworkNamespace? Open(NamespaceId id)
    {
        if (id.IsHost)
            return NetworkNamespace.Current();
        if (id.Name is string name)
            return Names.Find(name);
        if (FileOf(id) is not string file)
            return null;
        try
        {
            return NetworkNamespace.Open(file, id.ToString());
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }
    }

    private string? FileOf(NamespaceId id) => id.Name is string name ? Names.PathOf(name) : id.Path ?? Containers.FileOf(id);
}
