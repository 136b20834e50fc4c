using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>All kinds of resources: the table of contents.</summary>
public static class ResourceKinds
{
    public static ValueList<ResourceKind> All { get; } =
    [
        NamespaceKind.Instance,
        LinkKind.Instance,
        LoopbackKind.Instance,
        SysctlKind.Instance,
        AddressKind.Instance,
        RouteKind.Instance,
        NeighbourKind.Instance,
        ForwardingEntryKind.Instance,
        QdiscKind.Instance,
        XfrmStateKind.Instance,
        XfrmPolicyKind.Instance,
        NftTableKind.Instance,
        NftSetKind.Instance,
        NftChainKind.Instance,
        NftElementKind.Instance,
    ];
}
