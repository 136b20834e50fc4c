namespace Reconciler.Netlink.Namespaces;

/// <summary>A network namespace, kept alive for as long as this is not disposed of.</summary>
public sealed class NetworkNamespace : IDisposable
{
    private readonly DescriptorHandle handle;
    private readonly string name;
    private (ulong Device, ulong Inode)? identity;

    private NetworkNamespace(DescriptorHandle handle, string name)
    {
        this.handle = handle;
        this.name = name;
    }

    /// <summary>The file descriptor, for attributes such as <c>IFLA_NET_NS_FD</c>; valid until this is disposed of.</summary>
    public int Descriptor => handle.Number;

    /// <summary>What two names of the same namespace have in common while it exists: device and inode of its file.</summary>
    /// <exception cref="NetlinkException">The kernel refused to tell.</exception>
    public (ulong Device, ulong Inode) Identity => identity ??= Sys.IdentityOf(handle);

    /// <summary>What is at a path, without opening it: a namespace that is open lives on. <c>null</c>: nothing.</summary>
    public static (ulong Device, ulong Inode)? IdentityAt(string path) => Sys.TryIdentityOf(path);

    /// <summary>The namespace in which the process was started.</summary>
    public static NetworkNamespace Current() => Open("/proc/self/ns/net", "host");

    /// <summary>Opens the namespace of a file such as <c>/run/netns/web</c> or <c>/proc/812/ns/net</c>.</summary>
    /// <param name="name">How it appears in traces; unsaid: the path.</param>
    /// <exception cref="NetlinkException">The file does not exist or cannot be opened.</exception>
    public static NetworkNamespace Open(string path, string? name = null) => new(Sys.OpenForReading(path), name ?? path);

    /// <summary>Makes a namespace without a name, which vanishes with the last process, socket or descriptor in it.</summary>
    /// <exception cref="NetlinkException">Without the privilege to make one: <see cref="Errno.EPERM"/>.</exception>
    public static NetworkNamespace Create(string name) =>
        new(NamespaceThread.Run(Sys.NewNetwork, () => Sys.OpenForReading("/proc/thread-self/ns/net")), name);

    /// <summary>
    /// Runs a function on a thread that is in this namespace. It must not start threads, tasks or processes: they would stay here.
    /// </summary>
    /// <exception cref="NetlinkException">It cannot be entered: it is no network namespace, or privileges are missing.</exception>
    public TValue Run<TValue>(Func<TValue> function) => NamespaceThread.Run(() => Sys.EnterNetwork(handle), function);

    /// <summary>Runs an action for each of several namespaces, as <see cref="Run"/> does for one; for some of them at the same time.</summary>
    /// <param name="action">Is given the namespace's position, and what enters it.</param>
    /// <exception cref="NetlinkException">One cannot be entered.</exception>
    public static void RunEach(int count, Action<int, Action<NetworkNamespace>> action) =>
        NamespaceThread.RunEach(count, (i, go) => action(i, which => go(() => Sys.EnterNetwork(which.handle))));

    /// <summary>Lets go of the namespace.</summary>
    public void Dispose() => handle.Dispose();

    /// <summary>Its name in traces.</summary>
    public override string ToString() => name;
}
