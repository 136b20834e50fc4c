using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Definitions;

/// <summary>All kinds of documents.</summary>
internal static class DocumentDefinitions
{
    public static ValueList<string> Kinds { get; } =
    [
        DocumentKind.Network,
        DocumentKind.ContainerAttachment,
        DocumentKind.Node,
        DocumentKind.FirewallPolicy,
        DocumentKind.Reachability,
        DocumentKind.AddressLock,
    ];

    // Each is built when a document of the kind is there: most commands meet two.
    public static DocumentDefinition? Find(string kind) => kind switch
    {
        DocumentKind.Network => NetworkDefinition.Document,
        DocumentKind.ContainerAttachment => ContainerAttachmentDefinition.Document,
        DocumentKind.Node => NodeDefinition.Document,
        DocumentKind.FirewallPolicy => FirewallPolicyDefinition.Document,
        DocumentKind.Reachability => ReachabilityDefinition.Document,
        DocumentKind.AddressLock => AddressLockDefinition.Document,
        _ => null,
    };
}
