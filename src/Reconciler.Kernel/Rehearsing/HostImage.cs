using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A host as it is, read to be built again in a laboratory. It is read only.</summary>
public sealed class HostImage
{
    private readonly Dictionary<string, int> indexes;

    private HostImage(Snapshot state, Dictionary<string, int> indexes, IReadOnlyList<TableCopy> tables, IReadOnlyList<(string Name, string Value)> settings)
    {
        State = state;
        this.indexes = indexes;
        Tables = tables;
        Settings = settings;
    }

    /// <summary>What is the owner's, and what others have beside it.</summary>
    internal Snapshot State { get; }

    /// <summary>The tables of nf_tables that others have.</summary>
    internal IReadOnlyList<TableCopy> Tables { get; }

    /// <summary>Settings, by their files below <c>/proc/sys</c>, in the order in which they can be set.</summary>
    internal IReadOnlyList<(string Name, string Value)> Settings { get; }

    /// <summary>Reads a host.</summary>
    /// <param name="documents">Whose containers are looked at, too, if they have names.</param>
    /// <exception cref="NetlinkException">It cannot be read, for want of privileges for example.</exception>
    public static HostImage Read(HostOptions host, DocumentSet documents)
    {
        using HostKernel kernel = new(host);
        IEnumerable<NamespaceId> containers = documents.Attachments.Select(a => Compiler.NamespaceOf(a.Spec.Container)).Where(c => c.Name is not null);
        Snapshot state = new Observation(kernel, []).Read(new(containers.Distinct().ToValueList(), []));
        NamespaceReading links = NamespaceReading.Of(kernel.Host);
        IReadOnlyList<string> settings = HostSettings.Of(links.Links.Select(l => l.Name!));
        IReadOnlyList<string?> values = NamespaceFiles.Read(kernel.Host.Network, [.. settings.Select(PathOf)]);
        return new(
            state,
            links.Links.ToDictionary(l => l.Name!, l => l.Index),
            TableCopy.Of(kernel.Host.Netfilter, table => table.Name != kernel.Mark.Table),
            [.. settings.Zip(values).Where(s => s.Second is not null).Select(s => (s.First, s.Second!))]);
    }

    /// <summary>What stands in for the host.</summary>
    /// <param name="name">Of the host in the laboratory.</param>
    public HostLayout LayoutAs(string name) => HostPicture.Of(name, State, indexes);

    /// <summary>The file of a setting.</summary>
    internal static string PathOf(string setting) => $"/proc/sys/{setting}";
}
