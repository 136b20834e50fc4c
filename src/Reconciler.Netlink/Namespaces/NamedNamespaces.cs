using System.Text;

namespace Reconciler.Netlink.Namespaces;

/// <summary>
/// The network namespaces that have names: files of a directory, normally <c>/run/netns</c>, onto which namespaces are mounted, as
/// <c>ip netns</c> makes them.
/// </summary>
public sealed class NamedNamespaces(string directory)
{
    /// <summary>The file of a name.</summary>
    public string PathOf(string name) => Path.Combine(directory, name);

    /// <summary>All names, those without a namespace included, in ordinal order.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Opens a namespace by its name; <c>null</c> when there is no such file, or no namespace on it.</summary>
    public NetworkNamespace? Find(string name)
    {
        NetworkNamespace? found;
        try
        {
            found = NetworkNamespace.Open(PathOf(name), name);
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            return null;
        }

        if (Sys.IsNetworkNamespace(found.Descriptor))
            return found;
        found.Dispose();
        return null;
    }

    /// <summary>
    /// What the file of a name says when no namespace is on it: the mark of whoever was interrupted while making or removing it.
    /// </summary>
    /// <returns><c>null</c> when there is no such file.</returns>
    public string? Placeholder(string name)
    {
        try
        {
            return File.ReadAllText(PathOf(name));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes a namespace and gives it a name. Whatever happens in between, what is left is nothing, or a file that says
    /// <paramref name="placeholder"/>, or the namespace as <paramref name="prepare"/> has left it.
    /// </summary>
    /// <param name="placeholder">The content of the file below the namespace.</param>
    /// <param name="prepare">What is done to the namespace before others can see it.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: the name is taken.</exception>
    public void Create(string name, string placeholder, Action<NetworkNamespace> prepare)
    {
        Directory.CreateDirectory(directory);
        Share();
        using NetworkNamespace made = NetworkNamespace.Create(name);
        prepare(made);
        using (DescriptorHandle file = Sys.OpenUnnamed(directory))
        {
            Sys.Write(file, Encoding.UTF8.GetBytes(placeholder));
            Sys.Link(file, PathOf(name));
        }

        Sys.Bind($"/proc/self/fd/{made.Descriptor}", PathOf(name));
    }

    /// <summary>Takes the name away, and with it the namespace when nothing else keeps it. A name that does not exist is no fault.</summary>
    public void Remove(string name)
    {
        Unmount(name);
        File.Delete(PathOf(name));
    }

    /// <summary>Takes all names away, and undoes what making them did to the directory.</summary>
    public void RemoveAll()
    {
        foreach (string name in Names())
            Remove(name);
        while (Sys.TryUnmount(directory))
        {
        }
    }

    /// <summary>Takes the namespace off its file, and leaves the file: the first half of <see cref="Remove"/>.</summary>
    internal void Unmount(string name)
    {
        while (Sys.TryUnmount(PathOf(name)))
        {
        }
    }

    // As ip netns does: other mount namespaces see the names come and go, and can be rid of them.
    private void Share()
    {
        if (Sys.TryShare(directory))
            return;
        Sys.Bind(directory, directory);
        Sys.TryShare(directory);
    }
}
