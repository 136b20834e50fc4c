using Reconciler.Core.Rehearsing;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// The machines of documents as network namespaces: each host as it is before anything is applied, with its addresses and interfaces on
/// one wire, and an outside. They have no names and go with the process, whatever ends it; names of containers are mounts, and go with
/// the process when it has a mount namespace of its own.
/// </summary>
public sealed class Laboratory : IDisposable
{
    private readonly Wire wire = new();
    private readonly List<LaboratoryHost> hosts = [];
    private readonly NetworkNamespace? outside;

    /// <param name="layout">What it is built after.</param>
    /// <param name="directory">Where each host finds its named namespaces, in a folder of its name.</param>
    /// <exception cref="NetlinkException">The kernel refuses a part of it, or privileges are missing.</exception>
    public Laboratory(LaboratoryLayout layout, string directory)
    {
        Layout = layout;
        try
        {
            foreach (HostLayout host in layout.Hosts)
                hosts.Add(new(host.Name, Machine.Build(host, wire), Path.Combine(directory, host.Name)));
            outside = Machine.Build(layout.Outside, wire);
        }
        catch
        {
            // Whatever it was: nobody gets hold of what is half built, so nobody else could take it down.
            Dispose();
            throw;
        }
    }

    /// <summary>What it was built after.</summary>
    public LaboratoryLayout Layout { get; }

    /// <summary>The hosts, in the order of their documents.</summary>
    public IReadOnlyList<LaboratoryHost> Hosts => hosts;

    /// <summary>A machine that is no host, and the hosts' way to everywhere.</summary>
    public NetworkNamespace Outside => outside!;

    /// <summary>Takes everything down.</summary>
    public void Dispose()
    {
        foreach (LaboratoryHost host in hosts)
            host.Dispose();
        outside?.Dispose();
        wire.Dispose();
    }
}
