using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Observing;

/// <summary>
/// What an owner may still have in a namespace that somebody else made and that no document names any more: links that are in no pair
/// with one of the host's, and rules.
/// </summary>
internal static class Leftovers
{
    public static bool AreIn(NamespaceId id, HostKernel kernel)
    {
        // Not through the kernel's kept connections: most of these namespaces do not concern us.
        using NetworkNamespace? there = kernel.Names.Find(id.Name!);
        return there is not null && (HasLink(there, kernel) || HasTable(there, kernel));
    }

    private static bool HasLink(NetworkNamespace there, HostKernel kernel)
    {
        using NetlinkConnection route = NetlinkConnection.Open(there, NetlinkProtocol.Route, kernel.Options.Trace);
        MessageWriter request = new();
        LinkMessage.WriteDump(request);
        return route.Dump(request, LinkMessage.Read).Any(l => l.Group == kernel.Mark.Group || l.Group == kernel.Mark.DoomedGroup);
    }

    private static bool HasTable(NetworkNamespace there, HostKernel kernel)
    {
        using NetlinkConnection netfilter = NetlinkConnection.Open(there, NetlinkProtocol.Netfilter, kernel.Options.Trace);
        MessageWriter request = new();
        NftablesRequests.Tables(request);
        return netfilter.Dump(request, Table.Read).Any(t => t.Name == kernel.Mark.Table);
    }
}
