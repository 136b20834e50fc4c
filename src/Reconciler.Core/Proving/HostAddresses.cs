using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Proving;

/// <summary>The addresses that a host has by itself, and not by the documents.</summary>
internal static class HostAddresses
{
    /// <summary>First its node's, then those of the interfaces that lead to everywhere, then the others.</summary>
    public static ValueList<IpAddress> Of(Snapshot observed, Document<NodeSpec>? node)
    {
        HashSet<string?> uplinks = [.. observed.Of<Route>(NamespaceId.Host).Where(r => r.Destination.Length == 0).Select(r => r.Link)];
        return observed.Resources
            .Where(o => o.Ownership == Ownership.Foreign && o.Resource.Id.Namespace.IsHost)
            .Select(o => o.Resource).OfType<Address>()
            .Where(a => !a.Prefix.Address.IsLoopback && !a.Prefix.Address.IsLinkLocal)
            .OrderBy(a => a.Prefix.Address == node?.Spec.Address ? 0 : uplinks.Contains(a.Link) ? 1 : 2).ThenBy(a => a.Id)
            .Select(a => a.Prefix.Address).Distinct().ToValueList();
    }
}
