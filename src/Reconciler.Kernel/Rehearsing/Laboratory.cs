using Reconciler.Core.Documents;
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

    /// <param name="documents">All that shall find what they need in it, such as old ones beside new ones; each without faults.</param>
    /// <param name="directory">Where each host finds its named namespaces, in a folder of its name.</param>
    /// <exception cref="NetlinkException">The kernel refuses a part of it, or privileges are missing.</exception>
    public Laboratory(DocumentSet documents, string directory)
    {
        Layout = LaboratoryLayout.Of(documents);
        try
        {
            foreach (HostLayout layout in Layout.Hosts)
                hosts.Add(new(layout.Name, Machine.Build(layout, wire), Path.Combine(directory, layout.Name)));
            outside = Machine.Build(Layout.Outside, wire);
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
